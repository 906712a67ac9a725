package dev.millrace.metadata.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where a catalogue stands, and what changed last.
 *
 * @param <N> what an entry is read by
 * @param revision rises by one with each change
 * @param recent the last changes, oldest first, without gaps up to the revision
 */
public record CatalogHead<N>(long revision, List<Note<N>> recent) {
    /** How far the notes go back. An instance that missed more reads the whole catalogue again. */
    public static final int NOTES = 64;

    public CatalogHead {
        recent = List.copyOf(recent);
    }

    /** The head of a catalogue in which nothing ever changed. */
    public static <N> CatalogHead<N> empty() {
        return new CatalogHead<>(0, List.of());
    }

    /** The head after one more change. */
    public CatalogHead<N> next(N changed, UUID changeId) {
        List<Note<N>> notes = new ArrayList<>(recent.subList(Math.max(0, recent.size() - NOTES + 1), recent.size()));
        notes.add(new Note<>(revision + 1, changeId, changed));
        return new CatalogHead<>(revision + 1, notes);
    }

    /** The entries that changed after a revision, or empty when the notes do not go back so far. */
    Optional<Set<N>> changedSince(long known) {
        if (known < revision - recent.size()) {
            return Optional.empty();
        }
        Set<N> names = new LinkedHashSet<>();
        recent.stream().filter(note -> note.revision > known).forEach(note -> names.add(note.name));
        return Optional.of(names);
    }

    /** Whether the change of that id was made. */
    boolean contains(UUID changeId) {
        return recent.stream().anyMatch(note -> note.changeId.equals(changeId));
    }

    /**
     * @param revision the one that the change made
     * @param changeId chosen by its writer
     * @param name the entry that changed
     */
    public record Note<N>(long revision, UUID changeId, N name) {}
}
