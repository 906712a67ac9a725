package dev.millrace.gateway.streams.records;

import dev.millrace.stream.HashKey;

/**
 * A record that is to be put.
 *
 * @param partitionKey its UTF-8 bytes
 * @param data not copied
 * @param hash decides the shard: the explicit hash key, else the partition key's hash
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives as long as its request
public record RoutableRecord(byte[] partitionKey, byte[] data, HashKey hash) {}
