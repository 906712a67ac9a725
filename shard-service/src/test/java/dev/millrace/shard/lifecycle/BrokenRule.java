package dev.millrace.shard.lifecycle;

import dev.millrace.shard.retention.StreamFacts;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One of the rules against destroying on doubt taken away, as it was before there was the rule. */
enum BrokenRule {
    /** All of them hold. */
    NONE,

    /** Whatever a machine's clock says is right. */
    CLOCKS_ARE_BELIEVED,

    /** A copy of the catalogue counts as current while its source is connected, however old what that one knows is. */
    COPIES_ARE_BELIEVED {
        @Override
        StreamFacts facts(StreamFacts production) {
            return new Facts(production) {
                @Override
                public boolean isCurrent() {
                    return true;
                }
            };
        }
    },

    /** A stream that the metadata service does not know was removed long ago. */
    UNKNOWN_IS_REMOVED {
        @Override
        StreamFacts facts(StreamFacts production) {
            return new Facts(production) {
                @Override
                public CompletionStage<Optional<Instant>> removedAt(StreamId stream) {
                    return super.removedAt(stream).thenApply(at -> at.or(() -> Optional.of(Instant.EPOCH)));
                }
            };
        }
    },

    /** What was removed is destroyed at once. */
    NO_GRACE_AFTER_A_REMOVAL {
        @Override
        StreamFacts facts(StreamFacts production) {
            return new Facts(production) {
                @Override
                public CompletionStage<Optional<Instant>> removedAt(StreamId stream) {
                    return super.removedAt(stream).thenApply(at -> at.map(recorded -> Instant.EPOCH));
                }
            };
        }
    },

    /** Nothing is known of a name's earlier lives. */
    LIVES_ARE_FORGOTTEN;

    /** What a sweep goes by. */
    StreamFacts facts(StreamFacts production) {
        return production;
    }

    private static class Facts implements StreamFacts {
        private final StreamFacts production;

        Facts(StreamFacts production) {
            this.production = production;
        }

        @Override
        public boolean isCurrent() {
            return production.isCurrent();
        }

        @Override
        public Optional<StreamDescription> find(StreamId stream) {
            return production.find(stream);
        }

        @Override
        public CompletionStage<Optional<StreamDescription>> ask(StreamId stream) {
            return production.ask(stream);
        }

        @Override
        public CompletionStage<Optional<Instant>> removedAt(StreamId stream) {
            return production.removedAt(stream);
        }
    }
}
