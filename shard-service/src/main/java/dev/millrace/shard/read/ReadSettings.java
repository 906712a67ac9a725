package dev.millrace.shard.read;

/**
 * How readers behind the tail are served.
 *
 * @param rangeBytes about how much is read from the store at once
 * @param cacheBytes how much of what was read is kept for the next reader, per process
 * @param fetchBytes what one read of the store may hold at most
 * @param fetchesInFlight how many reads of the store one shard may have under way
 */
public record ReadSettings(int rangeBytes, long cacheBytes, long fetchBytes, int fetchesInFlight) {}
