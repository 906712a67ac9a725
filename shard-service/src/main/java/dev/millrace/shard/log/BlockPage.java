package dev.millrace.shard.log;

import java.util.List;

/**
 * Blocks of a bucket, in order.
 *
 * @param more whether there may be further ones in the bucket
 */
public record BlockPage(List<StoredBlock> blocks, boolean more) {}
