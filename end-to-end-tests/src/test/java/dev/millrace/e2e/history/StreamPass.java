package dev.millrace.e2e.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one reader of a whole stream was shown, through any number of reshardings, in the order in which it was shown.
 * Thread-safe.
 */
public final class StreamPass {
    private final List<Shown> shown = new ArrayList<>();

    private record Shown(String shardId, StoredRecord record) {}

    public synchronized void add(String shardId, StoredRecord record) {
        shown.add(new Shown(shardId, record));
    }

    public synchronized int count() {
        return shown.size();
    }

    /**
     * Holds it against the stream: each shard's records were shown once and in order, and of each partition key the numbers
     * rose, so children came after their parents.
     *
     * @param stored everything in the stream, by shard
     * @return what is wrong; empty when all is well
     */
    public synchronized List<String> check(Map<String, List<StoredRecord>> stored) {
        List<String> violations = new ArrayList<>();
        checkShards(stored, violations);
        checkKeys(violations);
        return violations;
    }

    private void checkShards(Map<String, List<StoredRecord>> stored, List<String> violations) {
        Map<String, List<StoredRecord>> byShard = new TreeMap<>();
        shown.forEach(each -> byShard.computeIfAbsent(each.shardId, shard -> new ArrayList<>())
                .add(each.record));
        TreeSet<String> shards = new TreeSet<>(byShard.keySet());
        shards.addAll(stored.keySet());
        for (String shard : shards) {
            List<StoredRecord> expected = stored.getOrDefault(shard, List.of());
            List<StoredRecord> found = byShard.getOrDefault(shard, List.of());
            if (!found.equals(expected)) {
                violations.add(shard + ": " + difference(expected, found));
            }
        }
    }

    private static String difference(List<StoredRecord> expected, List<StoredRecord> found) {
        int same = 0;
        while (same < expected.size() && same < found.size() && found.get(same).equals(expected.get(same))) {
            same++;
        }
        if (same == found.size()) {
            return "shown were the first " + same + " of " + expected.size();
        }
        BigInteger number = found.get(same).sequenceNumber();
        boolean repeated = found.subList(0, same).stream()
                .anyMatch(record -> record.sequenceNumber().equals(number));
        String instead =
                same < expected.size() ? "instead of " + expected.get(same).sequenceNumber() : "after the last";
        return number + " was shown as record " + same + (repeated ? " again, " : ", ") + instead;
    }

    private void checkKeys(List<String> violations) {
        Map<String, Shown> lastOfKey = new HashMap<>();
        for (Shown each : shown) {
            Shown before = lastOfKey.put(each.record.partitionKey(), each);
            if (before != null && number(before).compareTo(number(each)) >= 0) {
                violations.add("of a key, " + number(each) + " of " + each.shardId + " was shown after "
                        + number(before) + " of " + before.shardId);
                return;
            }
        }
    }

    private static BigInteger number(Shown each) {
        return each.record.sequenceNumber();
    }
}
