package dev.millrace.e2e.cluster;

import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run has shown, for people. */
final class Report {
    private final History history;
    private final Map<String, List<StoredRecord>> stored;
    private final List<String> violations;
    private final List<Window> windows;
    private final Outages outages;

    Report(History history, Map<String, List<StoredRecord>> stored, List<String> violations, List<Window> windows) {
        this.history = history;
        this.stored = stored;
        this.violations = violations;
        this.windows = windows;
        this.outages = new Outages(history.attempts());
    }

    /** The longest that a shard took nothing because of such faults. */
    Duration longest(Fault.Sort sort, Member.Kind kind) {
        return windows.stream()
                .filter(window ->
                        window.fault().sort() == sort && window.fault().victim().kind() == kind)
                .map(this::outage)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Leases that were lost by instances to which nothing was done. */
    long lapses() {
        return windows.stream().mapToLong(Window::lapses).sum();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "acknowledged %d, read %d, unknown %d, refused %d",
                history.count(Outcome.ACKNOWLEDGED),
                stored.values().stream().mapToInt(List::size).sum(),
                history.count(Outcome.UNKNOWN),
                history.count(Outcome.REFUSED)));
        lines.add(String.format(
                "lost %d, repeated numbers %d, order breaks %d, other violations %d; leases lapsed without a dead owner %d",
                count("missing"),
                count("given twice"),
                count("comes after") + count("began after"),
                violations.stream().filter(Report::isOther).count(),
                lapses()));
        lines.add("longest time that a shard took nothing, by kind of fault:");
        Map<String, List<Window>> byLabel = new TreeMap<>();
        windows.forEach(window -> byLabel.computeIfAbsent(window.fault().label(), label -> new ArrayList<>())
                .add(window));
        byLabel.forEach((label, all) -> lines.add(String.format(
                "  %-22s %2d times  %6d ms  lapses %d",
                label,
                all.size(),
                all.stream()
                        .mapToLong(window -> outage(window).toMillis())
                        .max()
                        .orElse(0),
                all.stream().mapToLong(Window::lapses).sum())));
        return String.join(System.lineSeparator(), lines);
    }

    private Duration outage(Window window) {
        return outages.longest(window.begunAt(), window.recoveredAt());
    }

    private long count(String text) {
        return violations.stream().filter(violation -> violation.contains(text)).count();
    }

    private static boolean isOther(String violation) {
        return List.of("missing", "given twice", "comes after", "began after").stream()
                .noneMatch(violation::contains);
    }
}
