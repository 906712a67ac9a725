package dev.millrace.benchmarks.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Stands for a record in the post-check: 64 bits over its sequence number, partition key and data. Millions of them fit in
 * memory and are made while the load runs. Two records in a billion pairs of ten million would have to share one for a
 * loss to be missed by it.
 */
final class Fingerprint {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Fingerprint() {}

    /** @param data in base64, as on the wire */
    static long ofRecord(byte[] key, int keyOffset, int keyLength, byte[] data, int dataOffset, int dataLength) {
        return mix(hash(key, keyOffset, keyLength) * 31 + hash(data, dataOffset, dataLength));
    }

    static long of(byte[] digits, int offset, int length, long recordHash) {
        return mix(hash(digits, offset, length) + recordHash * GOLDEN);
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = length * GOLDEN;
        int end = offset + length;
        int at = offset;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * GOLDEN;
            hash ^= hash >>> 29;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * GOLDEN;
        }
        return mix(hash);
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
