package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RECORD_DISTRIBUTION_STRATEGY;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Changes who decides which shard of an on-demand stream a record goes to.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html">UpdateStreamRecordDistributionStrategy</a>
 */
public record UpdateStreamRecordDistributionStrategyRequest(
        @Nullable String streamArn, @Nullable String recordDistributionStrategy)
        implements KinesisRequest, StreamAddressed {
    static UpdateStreamRecordDistributionStrategyRequest read(WireReader in) {
        String streamArn = null;
        String recordDistributionStrategy = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case RECORD_DISTRIBUTION_STRATEGY -> recordDistributionStrategy = in.string();
                default -> in.skip();
            }
        }
        return new UpdateStreamRecordDistributionStrategyRequest(streamArn, recordDistributionStrategy);
    }

    @Override
    public String streamArn() {
        return Required.checked(streamArn);
    }

    @Override
    public String recordDistributionStrategy() {
        return Required.checked(recordDistributionStrategy);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn)
                .with("recordDistributionStrategy", recordDistributionStrategy);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(STREAM_ARN, streamArn);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.required(RECORD_DISTRIBUTION_STRATEGY, recordDistributionStrategy);
        constraints.oneOf(
                RECORD_DISTRIBUTION_STRATEGY, recordDistributionStrategy, ValueSets.RECORD_DISTRIBUTION_STRATEGY);
    }
}
