package dev.millrace.metadata.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes down what a watcher is told, and takes no more than it has room for.
 *
 * @param <K> of entries
 * @param <E> what is kept of each
 */
final class RecordedOutlet<K, E> implements CatalogWatch.Outlet<K, E> {
    final List<String> events = new ArrayList<>();
    int capacity = 10;
    Duration snapshotAge = Duration.ZERO;
    private final Function<E, String> text;

    RecordedOutlet(Function<E, String> text) {
        this.text = text;
    }

    @Override
    public boolean isReady() {
        return events.size() < capacity;
    }

    @Override
    public void changed(E entry) {
        events.add(text.apply(entry));
    }

    @Override
    public void removed(K key) {
        events.add("gone");
    }

    @Override
    public void snapshotEnd(Duration age) {
        snapshotAge = age;
        events.add("end");
    }

    @Override
    public void current(Duration age) {
        events.add("as of " + age.toSeconds() + " s ago");
    }

    @Override
    public void complete() {
        events.add("complete");
    }

    @Override
    public void overrun() {
        events.add("overrun");
    }
}
