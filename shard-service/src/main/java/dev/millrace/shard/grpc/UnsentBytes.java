package dev.millrace.shard.grpc;

import dev.millrace.shard.memory.ByteQueue;

/** The bytes of one call's messages that gRPC has and has not written yet, as far as it tells. Thread-safe. */
final class UnsentBytes {
    private final ByteQueue memory;
    private long held;
    private boolean closed;

    UnsentBytes(ByteQueue memory) {
        this.memory = memory;
    }

    /** Counts bytes if there is room for them now. */
    synchronized boolean tryHold(long bytes) {
        if (closed || !memory.tryTake(bytes)) {
            return closed;
        }
        held += bytes;
        return true;
    }

    /** Counts bytes in place of others that the caller has taken. */
    synchronized void holdInstead(long taken, long bytes) {
        if (closed) {
            memory.give(taken);
        } else {
            memory.exchange(taken, bytes);
            held += bytes;
        }
    }

    /** All is written. */
    synchronized void release() {
        memory.give(held);
        held = 0;
    }

    /** The call is over, with whatever was written of it. */
    synchronized void close() {
        closed = true;
        release();
    }
}
