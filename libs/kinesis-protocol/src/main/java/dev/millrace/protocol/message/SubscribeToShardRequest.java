package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_ARN;
import static dev.millrace.protocol.wire.Member.SHARD_ID;
import static dev.millrace.protocol.wire.Member.STARTING_POSITION;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Opens a subscription of a consumer to a shard.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
public record SubscribeToShardRequest(
        @Nullable String consumerArn,
        @Nullable String shardId,
        @Nullable StartingPosition startingPosition,
        @Nullable Boolean dryRun)
        implements KinesisRequest, ConsumerAddressed, DryRunnable {
    /** A request that is no trial. */
    public SubscribeToShardRequest(
            @Nullable String consumerArn, @Nullable String shardId, @Nullable StartingPosition startingPosition) {
        this(consumerArn, shardId, startingPosition, null);
    }

    static SubscribeToShardRequest read(WireReader in) {
        String consumerArn = null;
        String shardId = null;
        StartingPosition startingPosition = null;
        Boolean dryRun = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case CONSUMER_ARN -> consumerArn = in.string();
                case SHARD_ID -> shardId = in.string();
                case STARTING_POSITION -> startingPosition = StartingPosition.read(in);
                case DRY_RUN -> dryRun = in.bool();
                default -> in.skip();
            }
        }
        return new SubscribeToShardRequest(consumerArn, shardId, startingPosition, dryRun);
    }

    @Override
    public String consumerArn() {
        return Required.checked(consumerArn);
    }

    @Override
    public String shardId() {
        return Required.checked(shardId);
    }

    @Override
    public StartingPosition startingPosition() {
        return Required.checked(startingPosition);
    }

    @Override
    public Operation operation() {
        return Operation.SUBSCRIBE_TO_SHARD;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("consumerARN", consumerArn)
                .with("shardId", shardId)
                .with("startingPosition", startingPosition == null ? null : startingPosition.audited());
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(CONSUMER_ARN, consumerArn);
        constraints.text(CONSUMER_ARN, consumerArn, TextRule.CONSUMER_ARN);
        constraints.required(SHARD_ID, shardId);
        constraints.text(SHARD_ID, shardId, TextRule.NAME);
        constraints.required(STARTING_POSITION, startingPosition);
        constraints.structure(STARTING_POSITION, startingPosition, StartingPosition::check);
    }
}
