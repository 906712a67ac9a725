package dev.millrace.shard.retention;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a sweep goes by: the streams that there are, and those of which it is recorded that they were removed. */
public interface StreamFacts {
    /** Whether what {@link #find} gives is as the metadata service has it. */
    boolean isCurrent();

    /** The stream as this instance knows it. */
    Optional<StreamDescription> find(StreamId stream);

    /** The stream as the metadata service has it now. */
    CompletionStage<Optional<StreamDescription>> ask(StreamId stream);

    /** When the stream was removed, if that is recorded. */
    CompletionStage<Optional<Instant>> removedAt(StreamId stream);

    static StreamFacts from(StreamMirror streams, StreamRemovals removals) {
        return new StreamFacts() {
            @Override
            public boolean isCurrent() {
                return streams.isCurrent();
            }

            @Override
            public Optional<StreamDescription> find(StreamId stream) {
                return streams.find(stream);
            }

            @Override
            public CompletionStage<Optional<StreamDescription>> ask(StreamId stream) {
                return streams.refresh(stream)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .toFuture();
            }

            @Override
            public CompletionStage<Optional<Instant>> removedAt(StreamId stream) {
                return removals.removedAt(stream)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .toFuture();
            }
        };
    }
}
