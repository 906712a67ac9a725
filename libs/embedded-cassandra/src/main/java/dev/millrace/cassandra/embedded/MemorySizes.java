package dev.millrace.cassandra.embedded;

/**
 * What Cassandra may use of memory, by the size of its heap. Outside of the heap it is given what it may use at most, and ends when
 * that is not enough, so that is the sum of all that may come together.
 *
 * @param heap in MiB, as all of these
 */
record MemorySizes(int heap) {
    /** Of the commit log. A mutation may be half of it: rows are 1 MiB at most (blocks are larger, and stored in parts). */
    static final int COMMIT_LOG_SEGMENT = 16;

    /** Threads that write, each of which keeps a buffer of twice the largest row. */
    static final int WRITING_THREADS = 32;

    static final int NETWORKING_CACHE = 32;

    private static final int WRITE_BUFFER = 2;

    /** Written to, and ready before they are needed. */
    private static final int COMMIT_LOG_SEGMENTS = 4;

    private static final int EVERYTHING_ELSE = 64;

    int memtableHeap() {
        return heap / 8;
    }

    int memtableOffHeap() {
        return Math.max(64, heap / 8);
    }

    int fileCache() {
        return Math.max(32, heap / 16);
    }

    /** What the requests of all clients may hold, for as long as they are not answered; it lies in the heap. */
    int requests() {
        return Math.max(64, Math.min(192, heap / 8));
    }

    /** Larger buffers than this would be let go after each write, and be there until a full collection. */
    static int keptBufferBytes() {
        return WRITE_BUFFER * 1024 * 1024;
    }

    int direct() {
        return COMMIT_LOG_SEGMENTS * COMMIT_LOG_SEGMENT
                + WRITING_THREADS * WRITE_BUFFER
                + NETWORKING_CACHE
                + memtableOffHeap()
                + fileCache()
                + EVERYTHING_ELSE;
    }
}
