package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import dev.millrace.metadata.audit.LoggedEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A row of {@code audit_event}. */
final class EventRow {
    static final String INSERT = "INSERT INTO audit_event (account_id, management, hour, bucket, time, id, read_only,"
            + " source, name, user_name, access_key_id, resources, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " USING TTL ?";
    static final String SELECT = "SELECT time, id, read_only, source, name, user_name, access_key_id, resources, json"
            + " FROM audit_event WHERE account_id = ? AND management = ? AND hour = ? AND bucket = ?";

    private final TupleType resource;

    EventRow(CqlSession session) {
        this.resource = DataTypes.tupleOf(DataTypes.TEXT, DataTypes.TEXT);
        resource.attach(session.getContext());
    }

    BoundStatement bind(PreparedStatement insert, BucketKey key, UUID bucket, LoggedEvent event, int keptSeconds) {
        List<TupleValue> resources = event.resources().stream()
                .map(it -> resource.newValue(it.type(), it.name()))
                .toList();
        return insert.bind(
                key.accountId(),
                key.management(),
                key.hour(),
                bucket,
                event.time(),
                event.id(),
                event.readOnly(),
                event.source(),
                event.name(),
                event.userName(),
                event.accessKeyId(),
                resources,
                ByteBuffer.wrap(event.json()),
                keptSeconds);
    }

    LoggedEvent toEvent(Row row, BucketKey key) {
        ByteBuffer json = Objects.requireNonNull(row.getByteBuffer("json"));
        byte[] bytes = new byte[json.remaining()];
        json.get(bytes);
        List<TupleValue> resources =
                Objects.requireNonNullElse(row.getList("resources", TupleValue.class), List.<TupleValue>of());
        return new LoggedEvent(
                Objects.requireNonNull(row.getUuid("id")),
                Objects.requireNonNull(row.getInstant("time")),
                Set.of(key.accountId()),
                key.management(),
                row.getBoolean("read_only"),
                text(row, "source"),
                text(row, "name"),
                text(row, "user_name"),
                text(row, "access_key_id"),
                resources.stream()
                        .map(it -> new LoggedEvent.Resource(
                                String.valueOf(it.getString(0)), String.valueOf(it.getString(1))))
                        .toList(),
                bytes);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
