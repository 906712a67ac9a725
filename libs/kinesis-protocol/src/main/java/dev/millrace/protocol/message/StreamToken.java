package dev.millrace.protocol.message;

/**
 * A token that has its stream in it, as a request gives it.
 *
 * @param kind by what it may be opened
 */
public record StreamToken(Kind kind, String text) {
    /** What gives such tokens out. */
    public enum Kind {
        SHARD_ITERATOR,
        SHARD_LIST
    }

    /** Shows no token: who has it may read. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
