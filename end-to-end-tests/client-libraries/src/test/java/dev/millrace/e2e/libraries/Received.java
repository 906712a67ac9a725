package dev.millrace.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** What a consumer was given, over all of its shards. */
final class Received {
    private final Map<String, List<Integer>> numbers = new ConcurrentHashMap<>();
    private final Set<String> endedShards = ConcurrentHashMap.newKeySet();

    void add(UserRecord record) {
        numbers.compute(record.key(), (key, known) -> {
            List<Integer> list = known == null ? new ArrayList<>() : known;
            list.add(record.number());
            return list;
        });
    }

    void shardEnded(String shardId) {
        endedShards.add(shardId);
    }

    Set<String> endedShards() {
        return Set.copyOf(endedShards);
    }

    /**
     * Each key's records from 0 on: none missing, none out of order, none twice unless it was put twice. What was put again
     * may come late: the library sends a record anew whose answer it did not get in time, and both may be stored.
     *
     * @param repeats how often the producer put a record again
     */
    void holdsExactly(int keys, int recordsPerKey, ToIntFunction<UserRecord> repeats) {
        assertThat(numbers).hasSize(keys);
        List<Integer> all = IntStream.range(0, recordsPerKey).boxed().toList();
        numbers.forEach((key, list) -> {
            assertThat(list.stream().distinct().toList())
                    .as("records of %s", key)
                    .isEqualTo(all);
            all.forEach(number -> assertThat(Collections.frequency(list, number))
                    .as("copies of record %s of %s", number, key)
                    .isLessThanOrEqualTo(1 + repeats.applyAsInt(new UserRecord(key, number))));
        });
    }

    /** How many different records there are. */
    int count() {
        return numbers.keySet().stream().mapToInt(this::countOf).sum();
    }

    private int countOf(String key) {
        int[] count = {0};
        numbers.computeIfPresent(key, (same, list) -> {
            count[0] = (int) list.stream().distinct().count();
            return list;
        });
        return count[0];
    }
}
