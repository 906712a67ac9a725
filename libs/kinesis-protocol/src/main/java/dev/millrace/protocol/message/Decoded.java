package dev.millrace.protocol.message;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;

/**
 * What a body turned out to be. The two ways of being wrong are answered at different times: one that does not parse
 * before the caller is authenticated, one with a value of the wrong type after.
 */
public sealed interface Decoded {
    /** The body is empty or does not parse. */
    @SuppressWarnings(
            "ClassInitializationDeadlock") // Without default methods the interface is not initialized with it.
    Decoded MALFORMED = new Malformed();

    /** Whether the body does not parse, so that its SerializationException is due at once. */
    boolean isMalformed();

    /**
     * The request, not validated yet.
     *
     * @throws KinesisException the SerializationException of a body that is not this operation's input
     */
    KinesisRequest request();

    /** The one value of a body that does not parse. */
    record Malformed() implements Decoded {
        @Override
        public boolean isMalformed() {
            return true;
        }

        @Override
        public KinesisRequest request() {
            throw RequestErrors.malformedBody();
        }
    }

    /** The body parses, but a value in it has another type than its member. */
    record Mistyped(KinesisException error) implements Decoded {
        @Override
        public boolean isMalformed() {
            return false;
        }

        @Override
        public KinesisRequest request() {
            throw error;
        }
    }

    /** The body is an input of the operation; its constraints are not checked yet. */
    record Typed(KinesisRequest request) implements Decoded {
        @Override
        public boolean isMalformed() {
            return false;
        }
    }
}
