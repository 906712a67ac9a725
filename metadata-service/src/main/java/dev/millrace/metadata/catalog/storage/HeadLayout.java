package dev.millrace.metadata.catalog.storage;

import java.util.function.Function;

/**
 * Where a catalogue's head is.
 *
 * @param table whose partitions are catalogues, with static columns {@code revision} and {@code recent_changes}
 * @param keyColumn the partition key
 * @param key of this catalogue's partition
 * @param nameField the field of a note that names the entry, and the clustering column of entries
 * @param toText a name as it is stored
 * @param toName the name that is stored as a text
 */
public record HeadLayout<N>(
        String table,
        String keyColumn,
        String key,
        String nameField,
        Function<N, String> toText,
        Function<String, N> toName) {}
