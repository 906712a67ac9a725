package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RECORDS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes 1 to 500 records, each of which succeeds or fails on its own.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public record PutRecordsRequest(
        @Nullable List<PutRecordsEntry> records,
        @Nullable String streamName,
        @Nullable String streamArn,
        @Nullable Boolean dryRun)
        implements KinesisRequest, DryRunnable, StreamAddressed {
    /** A request that is no trial. */
    public PutRecordsRequest(
            @Nullable List<PutRecordsEntry> records, @Nullable String streamName, @Nullable String streamArn) {
        this(records, streamName, streamArn, null);
    }

    static PutRecordsRequest read(WireReader in) {
        List<PutRecordsEntry> records = null;
        String streamName = null;
        String streamArn = null;
        Boolean dryRun = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case RECORDS -> records = in.structures(PutRecordsEntry::read, PutRecordsEntry.EMPTY);
                case STREAM_NAME -> streamName = in.string();
                case STREAM_ARN -> streamArn = in.string();
                case DRY_RUN -> dryRun = in.bool();
                default -> in.skip();
            }
        }
        return new PutRecordsRequest(records, streamName, streamArn, dryRun);
    }

    @Override
    public List<PutRecordsEntry> records() {
        return Required.checked(records);
    }

    @Override
    public Operation operation() {
        return Operation.PUT_RECORDS;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("recordCount", records == null ? null : records.size());
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(RECORDS, records);
        constraints.size(RECORDS, records, 1, RecordLimits.MOST_RECORDS);
        constraints.eachStructure(RECORDS, records, PutRecordsEntry::check);
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
