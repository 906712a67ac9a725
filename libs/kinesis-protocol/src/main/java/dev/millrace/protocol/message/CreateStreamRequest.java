package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.MAX_RECORD_SIZE_IN_KIB;
import static dev.millrace.protocol.wire.Member.SHARD_COUNT;
import static dev.millrace.protocol.wire.Member.STREAM_MODE_DETAILS;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.TAGS;
import static dev.millrace.protocol.wire.Member.WARM_THROUGHPUT_MIBPS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public record CreateStreamRequest(
        @Nullable String streamName,
        @Nullable Integer shardCount,
        @Nullable StreamModeDetails streamModeDetails,
        @Nullable Map<String, String> tags,
        @Nullable Integer warmThroughputMiBps,
        @Nullable Integer maxRecordSizeInKiB,
        @Nullable String recordDistributionStrategy)
        implements KinesisRequest, StreamAddressed, TagSetting {
    /** A stream whose records go where their partition keys say. */
    public CreateStreamRequest(
            @Nullable String streamName,
            @Nullable Integer shardCount,
            @Nullable StreamModeDetails streamModeDetails,
            @Nullable Map<String, String> tags,
            @Nullable Integer warmThroughputMiBps,
            @Nullable Integer maxRecordSizeInKiB) {
        this(streamName, shardCount, streamModeDetails, tags, warmThroughputMiBps, maxRecordSizeInKiB, null);
    }

    static CreateStreamRequest read(WireReader in) {
        String streamName = null;
        Integer shardCount = null;
        StreamModeDetails streamModeDetails = null;
        Map<String, String> tags = null;
        Integer warmThroughputMiBps = null;
        Integer maxRecordSizeInKiB = null;
        String recordDistributionStrategy = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case SHARD_COUNT -> shardCount = in.integer();
                case STREAM_MODE_DETAILS -> streamModeDetails = StreamModeDetails.read(in);
                case TAGS -> tags = in.stringMap();
                case WARM_THROUGHPUT_MIBPS -> warmThroughputMiBps = in.integer();
                case MAX_RECORD_SIZE_IN_KIB -> maxRecordSizeInKiB = in.integer();
                case RECORD_DISTRIBUTION_STRATEGY -> recordDistributionStrategy = in.string();
                default -> in.skip();
            }
        }
        return new CreateStreamRequest(
                streamName,
                shardCount,
                streamModeDetails,
                tags,
                warmThroughputMiBps,
                maxRecordSizeInKiB,
                recordDistributionStrategy);
    }

    @Override
    public String streamName() {
        return Required.checked(streamName);
    }

    @Override
    public Operation operation() {
        return Operation.CREATE_STREAM;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamName", streamName)
                .with("shardCount", shardCount)
                .with("streamModeDetails", streamModeDetails == null ? null : streamModeDetails.audited())
                .with("tags", tags)
                .with("warmThroughputMiBps", warmThroughputMiBps)
                .with("maxRecordSizeInKiB", maxRecordSizeInKiB)
                .with("recordDistributionStrategy", recordDistributionStrategy);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(STREAM_NAME, streamName);
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.number(SHARD_COUNT, shardCount, 1, Integer.MAX_VALUE);
        constraints.structure(STREAM_MODE_DETAILS, streamModeDetails, StreamModeDetails::check);
        constraints.map(TAGS, tags, 1, 200, TextRule.TAG_KEY, TextRule.TAG_VALUE);
        constraints.number(WARM_THROUGHPUT_MIBPS, warmThroughputMiBps, 0, Integer.MAX_VALUE);
        constraints.number(MAX_RECORD_SIZE_IN_KIB, maxRecordSizeInKiB, 1024, 10240);
        constraints.oneOf(
                Member.RECORD_DISTRIBUTION_STRATEGY,
                recordDistributionStrategy,
                ValueSets.RECORD_DISTRIBUTION_STRATEGY);
    }
}
