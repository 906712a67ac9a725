package dev.millrace.shard.log;

/**
 * How blocks become rows.
 *
 * @param largestRow content of more bytes is stored in parts
 * @param part how many bytes a part has, but for the last
 * @param partsAtOnce how many parts of one block are written at a time
 */
public record RowSizes(int largestRow, int part, int partsAtOnce) {
    private static final int KIBI = 1024;

    /**
     * A block of one record of 1 MiB, its key and headers, is one row; a larger one has parts of half a MiB. Rows of more than some
     * MiB make Cassandra ask for memory that it gives back only by full collections.
     */
    public static final RowSizes PRODUCTION = new RowSizes(1024 * KIBI + 16 * KIBI, 512 * KIBI, 4);

    int partsOf(int bytes) {
        return (bytes + part - 1) / part;
    }
}
