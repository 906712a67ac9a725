package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.DATA;
import static dev.millrace.protocol.wire.Member.EXPLICIT_HASH_KEY;
import static dev.millrace.protocol.wire.Member.PARTITION_KEY;
import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER_FOR_ORDERING;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record.
 *
 * @param partitionKey needed unless the stream places records itself
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
@SuppressWarnings("ArrayRecordComponent") // The data is decoded once and handed on; equality is by content.
public record PutRecordRequest(
        @Nullable String streamName,
        byte @Nullable [] data,
        @Nullable String partitionKey,
        @Nullable String explicitHashKey,
        @Nullable String sequenceNumberForOrdering,
        @Nullable String streamArn,
        @Nullable Boolean dryRun)
        implements KinesisRequest, DryRunnable, StreamAddressed {
    /** A request that is no trial. */
    public PutRecordRequest(
            @Nullable String streamName,
            byte @Nullable [] data,
            @Nullable String partitionKey,
            @Nullable String explicitHashKey,
            @Nullable String sequenceNumberForOrdering,
            @Nullable String streamArn) {
        this(streamName, data, partitionKey, explicitHashKey, sequenceNumberForOrdering, streamArn, null);
    }

    static PutRecordRequest read(WireReader in) {
        String streamName = null;
        byte[] data = null;
        String partitionKey = null;
        String explicitHashKey = null;
        String sequenceNumberForOrdering = null;
        String streamArn = null;
        Boolean dryRun = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case DATA -> data = in.blob();
                case PARTITION_KEY -> partitionKey = in.string();
                case EXPLICIT_HASH_KEY -> explicitHashKey = in.string();
                case SEQUENCE_NUMBER_FOR_ORDERING -> sequenceNumberForOrdering = in.string();
                case STREAM_ARN -> streamArn = in.string();
                case DRY_RUN -> dryRun = in.bool();
                default -> in.skip();
            }
        }
        return new PutRecordRequest(
                streamName, data, partitionKey, explicitHashKey, sequenceNumberForOrdering, streamArn, dryRun);
    }

    @Override
    public byte[] data() {
        return Required.checked(data);
    }

    @Override
    public Operation operation() {
        return Operation.PUT_RECORD;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("sequenceNumberForOrdering", sequenceNumberForOrdering);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(DATA, data);
        constraints.blob(DATA, data, RecordLimits.LARGEST_DATA);
        constraints.text(PARTITION_KEY, partitionKey, TextRule.PARTITION_KEY);
        constraints.text(EXPLICIT_HASH_KEY, explicitHashKey, TextRule.HASH_KEY);
        constraints.text(SEQUENCE_NUMBER_FOR_ORDERING, sequenceNumberForOrdering, TextRule.SEQUENCE_NUMBER);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PutRecordRequest that
                && Arrays.equals(data, that.data)
                && Objects.equals(streamName, that.streamName)
                && Objects.equals(partitionKey, that.partitionKey)
                && Objects.equals(explicitHashKey, that.explicitHashKey)
                && Objects.equals(sequenceNumberForOrdering, that.sequenceNumberForOrdering)
                && Objects.equals(streamArn, that.streamArn)
                && Objects.equals(dryRun, that.dryRun);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(data),
                streamName,
                partitionKey,
                explicitHashKey,
                sequenceNumberForOrdering,
                streamArn,
                dryRun);
    }

    /** Shows no data and no key, so that none can end up in a log. */
    @Override
    public String toString() {
        return "PutRecordRequest";
    }
}
