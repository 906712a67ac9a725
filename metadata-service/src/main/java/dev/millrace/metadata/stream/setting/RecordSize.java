package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.stream.StreamUpdate;

/**
 * Changes of how large a stream's records may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">UpdateMaxRecordSize</a>
 */
public final class RecordSize {
    private RecordSize() {}

    /** @param kib 1024 to 10240, as the service model has it */
    public static StreamUpdate update(int kib) {
        return (entry, usage) -> entry.with(stream -> stream.maxRecordKib(kib));
    }
}
