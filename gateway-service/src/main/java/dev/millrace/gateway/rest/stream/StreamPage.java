package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.message.ListStreamsResponse;
import dev.millrace.protocol.message.StreamSummary;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams in order of name.
 *
 * @param nextToken for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StreamPage(List<Entry> streams, @Nullable String nextToken) {
    static StreamPage of(ListStreamsResponse page) {
        return new StreamPage(page.streams().stream().map(Entry::of).toList(), page.nextToken());
    }

    /** What is shown of a stream without looking it up. */
    record Entry(String name, String arn, StreamStatus status, StreamMode mode, Instant createdAt) {
        static Entry of(StreamSummary stream) {
            return new Entry(
                    stream.streamArn().name().value(),
                    stream.streamArn().toString(),
                    stream.status(),
                    stream.mode(),
                    stream.createdAt());
        }
    }
}
