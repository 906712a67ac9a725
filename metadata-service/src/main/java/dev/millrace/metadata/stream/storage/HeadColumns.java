package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.metadata.stream.CatalogHead;

/** The catalogue's head as the static columns of its partition. */
final class HeadColumns {
    private HeadColumns() {}

    /** Binds the part of a batch that moves the head from the revision before to {@code next}. */
    static BoundStatementBuilder bind(
            BoundStatementBuilder bound, PreparedStatement statement, String accountId, CatalogHead next) {
        UserDefinedType note = elementType(statement, "recent_changes");
        return bound.setString("account_id", accountId)
                .setLong("expected", next.revision() - 1)
                .setLong("next", next.revision())
                .setList(
                        "recent_changes",
                        next.recent().stream().map(it -> toUdt(note, it)).toList(),
                        UdtValue.class);
    }

    /** The user-defined type that a variable holds a list of. */
    static UserDefinedType elementType(PreparedStatement statement, String variable) {
        ListType list =
                (ListType) statement.getVariableDefinitions().get(variable).getType();
        return (UserDefinedType) list.getElementType();
    }

    private static UdtValue toUdt(UserDefinedType type, CatalogHead.Note note) {
        return type.newValue()
                .setLong("revision", note.revision())
                .setUuid("change_id", note.changeId())
                .setString("name", note.name().value());
    }
}
