package dev.millrace.shard.read;

import dev.millrace.shard.log.StoredBlock;

/** Some consecutive records of a block: leave out {@code skip}, then take {@code take}. */
public record Slice(StoredBlock block, int skip, int take) {}
