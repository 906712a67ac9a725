package dev.millrace.shard.loop;

/** Time as one machine sees it. */
public interface NodeClock {
    /** The machine's own clock. */
    NodeClock SYSTEM = new NodeClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Monotonic nanoseconds from an arbitrary origin. All lease arithmetic uses these and nothing else. */
    long nanoTime();

    /** Epoch milliseconds; may jump either way. For arrival times and what is shown only, never for ownership. */
    long wallMillis();

    /** Whether the wall clock is known to be ahead: a record that arrived in the future would keep its shard there for good. */
    default boolean isAhead() {
        return false;
    }
}
