package dev.millrace.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The puts of a scenario, the same in every run. Enough different ones that no block holds a record twice, which would let
 * it compress.
 */
final class Payloads {
    private static final int DIFFERENT_RECORDS = 4_000;

    private final ReplayedRequest[] requests;
    private final Set<Long> recordHashes = new HashSet<>();
    private final SplittableRandom random = new SplittableRandom(20131202);
    private final boolean text;

    Payloads(String stream, int recordsPerCall, int dataBytes, boolean text) {
        this.text = text;
        requests = new ReplayedRequest[Math.max(32, DIFFERENT_RECORDS / recordsPerCall)];
        for (int i = 0; i < requests.length; i++) {
            requests[i] =
                    recordsPerCall == 1 ? putRecord(stream, dataBytes) : putRecords(stream, recordsPerCall, dataBytes);
        }
    }

    ReplayedRequest request(int number) {
        return requests[number % requests.length];
    }

    boolean hasRecord(long recordHash) {
        return recordHashes.contains(recordHash);
    }

    private ReplayedRequest putRecord(String stream, int dataBytes) {
        long[] hashes = new long[1];
        String body = "{\"StreamName\":\"" + stream + "\"," + record(dataBytes, hashes, 0) + "}";
        return new ReplayedRequest("PutRecord", ascii(body), hashes);
    }

    private ReplayedRequest putRecords(String stream, int count, int dataBytes) {
        long[] hashes = new long[count];
        StringBuilder body = new StringBuilder("{\"StreamName\":\"" + stream + "\",\"Records\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "{" : ",{")
                    .append(record(dataBytes, hashes, i))
                    .append('}');
        }
        return new ReplayedRequest("PutRecords", ascii(body.append("]}").toString()), hashes);
    }

    private String record(int dataBytes, long[] hashes, int index) {
        String data = Base64.getEncoder().encodeToString(text ? text(dataBytes) : random(dataBytes));
        String key = Long.toHexString(random.nextLong());
        byte[] keyBytes = ascii(key);
        byte[] base64 = ascii(data);
        hashes[index] = Fingerprint.ofRecord(keyBytes, 0, keyBytes.length, base64, 0, base64.length);
        recordHashes.add(hashes[index]);
        return "\"Data\":\"" + data + "\",\"PartitionKey\":\"" + key + "\"";
    }

    private byte[] random(int size) {
        byte[] data = new byte[size];
        random.nextBytes(data);
        return data;
    }

    private byte[] text(int size) {
        StringBuilder line = new StringBuilder(size + 64);
        while (line.length() < size) {
            line.append("level=INFO request=")
                    .append(Integer.toHexString(random.nextInt()))
                    .append(" millis=")
                    .append(random.nextInt(1000))
                    .append('\n');
        }
        return ascii(line.substring(0, size));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
