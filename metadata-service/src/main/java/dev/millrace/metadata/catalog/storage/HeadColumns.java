package dev.millrace.metadata.catalog.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.metadata.catalog.CatalogHead;
import java.util.List;
import java.util.Objects;

/** A catalogue's head as the static columns of its partition. */
public final class HeadColumns<N> {
    private final HeadLayout<N> layout;

    public HeadColumns(HeadLayout<N> layout) {
        this.layout = layout;
    }

    /**
     * A batch that moves the head to its next revision and changes a row besides, both or neither.
     *
     * @param change an INSERT or DELETE whose partition key is the marker {@code :partition}
     */
    public String batch(String change) {
        return """
                BEGIN BATCH
                  UPDATE %s SET revision = :next, recent_changes = :recent_changes
                    WHERE %s = :partition IF revision = :expected;
                  %s;
                APPLY BATCH
                """.formatted(layout.table(), layout.keyColumn(), change);
    }

    /** Binds the part of a batch that moves the head from the revision before to {@code next}. */
    public BoundStatementBuilder bind(PreparedStatement statement, CatalogHead<N> next) {
        UserDefinedType note = elementType(statement, "recent_changes");
        return statement
                .boundStatementBuilder()
                .setString("partition", layout.key())
                .setLong("expected", next.revision() - 1)
                .setLong("next", next.revision())
                .setList(
                        "recent_changes",
                        next.recent().stream().map(it -> toUdt(note, it)).toList(),
                        UdtValue.class);
    }

    /** The user-defined type that a variable holds a list of. */
    public static UserDefinedType elementType(PreparedStatement statement, String variable) {
        ListType list =
                (ListType) statement.getVariableDefinitions().get(variable).getType();
        return (UserDefinedType) list.getElementType();
    }

    CatalogHead<N> toHead(Row row) {
        List<UdtValue> notes = Objects.requireNonNull(row.getList("recent_changes", UdtValue.class));
        return new CatalogHead<>(
                row.getLong("revision"), notes.stream().map(this::toNote).toList());
    }

    private UdtValue toUdt(UserDefinedType type, CatalogHead.Note<N> note) {
        return type.newValue()
                .setLong("revision", note.revision())
                .setUuid("change_id", note.changeId())
                .setString(layout.nameField(), layout.toText().apply(note.name()));
    }

    private CatalogHead.Note<N> toNote(UdtValue note) {
        return new CatalogHead.Note<>(
                note.getLong("revision"),
                Objects.requireNonNull(note.getUuid("change_id")),
                layout.toName().apply(Objects.requireNonNull(note.getString(layout.nameField()))));
    }
}
