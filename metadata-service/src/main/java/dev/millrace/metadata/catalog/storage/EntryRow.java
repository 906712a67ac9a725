package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/** How entries of a catalogue are rows of its table, whose clustering key is {@code id}. */
public interface EntryRow<E> {
    /** All columns but the partition key and the static ones, with commas between. */
    String columns();

    /** Sets the marker {@code :column} of each of the columns. */
    BoundStatementBuilder bind(BoundStatementBuilder bound, PreparedStatement statement, E entry);

    E toEntry(Row row);

    /** A named marker for each of the columns. */
    default String markers() {
        return columns().replaceAll("(\\w+)", ":$1");
    }
}
