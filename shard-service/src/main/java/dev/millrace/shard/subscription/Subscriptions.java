package dev.millrace.shard.subscription;

import dev.millrace.stream.StreamId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All subscriptions of this instance, by stream, to wake them when the catalogue changes. Thread-safe. */
public final class Subscriptions {
    private final Map<StreamId, Set<Runnable>> byStream = new ConcurrentHashMap<>();

    /** @param wake run on any thread when the stream has changed; the same object takes it out again */
    public void add(StreamId stream, Runnable wake) {
        byStream.compute(stream, (id, wakes) -> {
            Set<Runnable> all = wakes == null ? ConcurrentHashMap.newKeySet() : wakes;
            all.add(wake);
            return all;
        });
    }

    public void remove(StreamId stream, Runnable wake) {
        byStream.computeIfPresent(stream, (id, wakes) -> {
            wakes.remove(wake);
            return wakes.isEmpty() ? null : wakes;
        });
    }

    /** A stream has changed, or is gone. */
    public void wake(StreamId stream) {
        byStream.getOrDefault(stream, Set.of()).forEach(Runnable::run);
    }

    public int count() {
        return byStream.values().stream().mapToInt(Set::size).sum();
    }
}
