package dev.millrace.e2e.history;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every call of every client, with its answer. Thread-safe. */
public final class History {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> latestBegun = new ConcurrentHashMap<>();
    private final Queue<Pass> passes = new ConcurrentLinkedQueue<>();

    public void add(Attempt attempt) {
        attempts.add(attempt);
        attempt.acknowledgement().ifPresent(at -> latestBegun.merge(at.shardId(), attempt.startedAt(), History::later));
    }

    /** Of each shard that has acknowledged something, when the latest such call began. */
    public Map<String, Long> latestBegun() {
        return Map.copyOf(latestBegun);
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    public void add(Pass pass) {
        passes.add(pass);
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public List<Pass> passes() {
        return List.copyOf(passes);
    }

    public long count(Attempt.Outcome outcome) {
        return attempts.stream().filter(attempt -> attempt.outcome() == outcome).count();
    }
}
