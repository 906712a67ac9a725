package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.DATA;
import static dev.millrace.protocol.wire.Member.EXPLICIT_HASH_KEY;
import static dev.millrace.protocol.wire.Member.PARTITION_KEY;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record to write.
 *
 * @param partitionKey needed unless the stream places records itself
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html">PutRecordsRequestEntry</a>
 */
@SuppressWarnings("ArrayRecordComponent") // The data is decoded once and handed on; equality is by content.
public record PutRecordsEntry(
        byte @Nullable [] data,
        @Nullable String explicitHashKey,
        @Nullable String partitionKey) {
    /** What a null in the list of records counts as; it fails every constraint. */
    static final PutRecordsEntry EMPTY = new PutRecordsEntry(null, null, null);

    static PutRecordsEntry read(WireReader in) {
        byte[] data = null;
        String explicitHashKey = null;
        String partitionKey = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case DATA -> data = in.blob();
                case EXPLICIT_HASH_KEY -> explicitHashKey = in.string();
                case PARTITION_KEY -> partitionKey = in.string();
                default -> in.skip();
            }
        }
        return new PutRecordsEntry(data, explicitHashKey, partitionKey);
    }

    @Override
    public byte[] data() {
        return Required.checked(data);
    }

    void check(Constraints constraints) {
        constraints.required(DATA, data);
        constraints.blob(DATA, data, RecordLimits.LARGEST_DATA);
        constraints.text(EXPLICIT_HASH_KEY, explicitHashKey, TextRule.HASH_KEY);
        constraints.text(PARTITION_KEY, partitionKey, TextRule.PARTITION_KEY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PutRecordsEntry that
                && Arrays.equals(data, that.data)
                && Objects.equals(explicitHashKey, that.explicitHashKey)
                && Objects.equals(partitionKey, that.partitionKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(data), explicitHashKey, partitionKey);
    }

    /** Shows no data and no key, so that none can end up in a log. */
    @Override
    public String toString() {
        return "PutRecordsEntry";
    }
}
