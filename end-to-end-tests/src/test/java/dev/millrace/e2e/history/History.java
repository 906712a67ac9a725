package dev.millrace.e2e.history;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every call of every client, with its answer. Thread-safe. */
public final class History {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Pass> passes = new ConcurrentLinkedQueue<>();

    public void add(Attempt attempt) {
        attempts.add(attempt);
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
