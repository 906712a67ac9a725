package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a stream shall be created with.
 *
 * @param shardCount needed in provisioned mode, and ignored on demand
 * @param maxRecordKib 1024 to 10240; empty: the default
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public record NewStream(
        StreamName name, StreamMode mode, OptionalInt shardCount, OptionalInt maxRecordKib, Map<String, String> tags) {
    public NewStream {
        tags = Map.copyOf(tags);
    }
}
