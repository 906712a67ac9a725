package dev.millrace.metadata.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * When a stream was changed in ways that are rationed. It holds what quotas need and no more: of each kind at most as many
 * as the quota allows, and none older than the window.
 *
 * @param times of each kind, oldest first
 */
public record ChangeHistory(Map<RationedChange, List<Instant>> times) {
    public static final ChangeHistory EMPTY = new ChangeHistory(Map.of());

    /** The rolling window of all such quotas. */
    private static final Duration WINDOW = Duration.ofHours(24);

    public ChangeHistory {
        times = Map.copyOf(times);
    }

    /** How often the stream was so changed in the 24 hours before now. */
    public int count(RationedChange change, Instant now) {
        return recent(change, now).size();
    }

    /** With one more change, and without those that no longer count. */
    public ChangeHistory plus(RationedChange change, Instant now) {
        Map<RationedChange, List<Instant>> kept = new EnumMap<>(RationedChange.class);
        for (RationedChange kind : times.keySet()) {
            List<Instant> recent = recent(kind, now);
            if (!recent.isEmpty()) {
                kept.put(kind, recent);
            }
        }
        List<Instant> changed = new ArrayList<>(recent(change, now));
        changed.add(now);
        kept.put(change, List.copyOf(changed));
        return new ChangeHistory(kept);
    }

    private List<Instant> recent(RationedChange change, Instant now) {
        Instant begin = now.minus(WINDOW);
        return times.getOrDefault(change, List.of()).stream()
                .filter(at -> at.isAfter(begin))
                .toList();
    }
}
