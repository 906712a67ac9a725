package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** How entries of a catalogue are rows of its table, whose clustering key is what it is read by. */
public interface EntryRow<E> {
    /** All columns but the partition key and the static ones, with commas between. */
    String columns();

    /** Sets the marker {@code :column} of each of the columns. */
    BoundStatementBuilder bind(BoundStatementBuilder bound, PreparedStatement statement, E entry);

    E toEntry(Row row);

    /** A further condition of the statement that reads all, where the partition has rows besides that are no entries. */
    default String onlyEntries() {
        return "";
    }

    /** How many are read at once: one with some long policy documents is some 30 KB. */
    default int page() {
        return 200;
    }

    /** A named marker for each of the columns. */
    default String markers() {
        return columns().replaceAll("(\\w+)", ":$1");
    }
}
