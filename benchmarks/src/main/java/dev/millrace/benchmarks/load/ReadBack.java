package dev.millrace.benchmarks.load;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a whole stream and holds it against what was acknowledged: every acknowledged record is there once, with its own
 * key and data, in rising order of sequence numbers, and nothing else is there unless the outcome of a put is unknown.
 */
final class ReadBack {
    private final ControlCalls calls;
    private final Payloads payloads;
    private final RecordsAnswer answer;
    private final List<String> faults = new ArrayList<>();
    private long extra;

    ReadBack(ControlCalls calls, Payloads payloads, int dataBytes) {
        this.calls = calls;
        this.payloads = payloads;
        this.answer = new RecordsAnswer(dataBytes);
    }

    /** @return what is wrong; empty when all is well */
    List<String> check(String stream, ShardFingerprints acknowledged, long inDoubt) {
        List<String> shardIds = calls.shardIds(stream);
        for (int shard = 0; shard < shardIds.size(); shard++) {
            ShardFingerprints read = new ShardFingerprints(shardIds.size());
            readShard(stream, shardIds.get(shard), shard, read);
            compare(shardIds.get(shard), acknowledged.sorted(shard), read.sorted(shard));
        }
        if (extra > inDoubt) {
            faults.add(extra + " records that were not acknowledged, but only " + inDoubt + " in doubt");
        }
        return faults;
    }

    private void readShard(String stream, String shardId, int shard, ShardFingerprints read) {
        byte[] previous = new byte[56];
        String iterator = calls.horizonIterator(stream, shardId);
        boolean caughtUp = false;
        while (!caughtUp && !iterator.isEmpty()) {
            HttpResponse<byte[]> response =
                    calls.call("GetRecords", "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":2000}");
            if (response.statusCode() != 200) {
                faults.add(shardId + ": reading it back was answered " + response.statusCode());
                return;
            }
            answer.read(
                    response.body(),
                    response.body().length,
                    (bytes, digits, length, key, keyLength, data, dataLength) -> {
                        long record = Fingerprint.ofRecord(bytes, key, keyLength, bytes, data, dataLength);
                        if (!payloads.hasRecord(record)) {
                            faults.add(shardId + ": a record that was never sent");
                        }
                        // Numbers of one length compare as texts.
                        if (Arrays.compare(bytes, digits, digits + length, previous, 0, previous.length) <= 0) {
                            faults.add(shardId + ": a sequence number that is not above the one before");
                        }
                        System.arraycopy(bytes, digits, previous, 0, Math.min(length, previous.length));
                        read.add(shard, Fingerprint.of(bytes, digits, length, record));
                    });
            iterator = answer.nextIterator();
            caughtUp = answer.isCaughtUp();
        }
    }

    /** Both sorted. */
    private void compare(String shardId, long[] acknowledged, long[] read) {
        long missing = 0;
        int at = 0;
        for (long fingerprint : acknowledged) {
            while (at < read.length && read[at] < fingerprint) {
                extra++;
                at++;
            }
            if (at < read.length && read[at] == fingerprint) {
                at++;
            } else {
                missing++;
            }
        }
        extra += read.length - at;
        if (missing > 0) {
            faults.add(shardId + ": " + missing + " of " + acknowledged.length + " acknowledged records are missing");
        }
    }
}
