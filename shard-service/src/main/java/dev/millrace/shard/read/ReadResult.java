package dev.millrace.shard.read;

import java.util.List;

/**
 * What a read found.
 *
 * @param nextIndex where the next read goes on
 * @param millisBehind how far behind the newest record that position is; 0 when caught up
 * @param payloadBytes the quota bytes of the slices
 * @param caughtUp whether every acknowledged record lies before the next index
 */
public record ReadResult(List<Slice> slices, long nextIndex, long millisBehind, long payloadBytes, boolean caughtUp) {}
