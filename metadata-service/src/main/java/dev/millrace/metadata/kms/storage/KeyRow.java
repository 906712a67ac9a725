package dev.millrace.metadata.kms.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.key.KeyState;
import dev.millrace.metadata.catalog.storage.EntryRow;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.KeyLifecycle;
import dev.millrace.metadata.kms.model.KeyMaterial;
import dev.millrace.metadata.kms.model.KeyTraits;
import dev.millrace.metadata.kms.model.KeyVersion;
import dev.millrace.metadata.kms.model.NamedKey;
import dev.millrace.metadata.kms.model.RotationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A key or an alias as a row of the table {@code keys}; an alias is what has a target. */
final class KeyRow implements EntryRow<KeyEntry> {
    private static final String COLUMNS = "id, account_id, version, created_at, updated_at, target, aws_managed,"
            + " description, policy, tags, state, deletion_at, rotation_days, rotation_at, versions";

    @Override
    public String columns() {
        return COLUMNS;
    }

    @Override
    public BoundStatementBuilder bind(BoundStatementBuilder head, PreparedStatement statement, KeyEntry entry) {
        BoundStatementBuilder bound = head.setString("id", entry.id())
                .setString("account_id", entry.accountId())
                .setLong("version", entry.version());
        // What is not set below is of the other kind.
        for (String column : List.of(
                "updated_at",
                "target",
                "aws_managed",
                "description",
                "policy",
                "tags",
                "state",
                "deletion_at",
                "rotation_days",
                "rotation_at",
                "versions")) {
            bound = bound.setToNull(column);
        }
        return entry instanceof NamedKey key
                ? bindKey(bound, HeadColumns.elementType(statement, "versions"), key)
                : bindAlias(bound, (KeyAlias) entry);
    }

    private static BoundStatementBuilder bindAlias(BoundStatementBuilder bound, KeyAlias alias) {
        return bound.setInstant("created_at", alias.createdAt())
                .setInstant("updated_at", alias.updatedAt())
                .setString("target", alias.keyId());
    }

    private static BoundStatementBuilder bindKey(
            BoundStatementBuilder bound, UserDefinedType versionType, NamedKey key) {
        BoundStatementBuilder whole = bound.setInstant("created_at", key.createdAt())
                .setBoolean("aws_managed", key.awsManaged())
                .setString("description", key.traits().description())
                .setString("policy", key.traits().policy())
                .setMap("tags", key.traits().tags(), String.class, String.class)
                .setString("state", key.lifecycle().state().name())
                .setInstant("deletion_at", key.lifecycle().deletionAt().orElse(null))
                .setList(
                        "versions",
                        key.material().versions().stream()
                                .map(version -> toUdt(versionType, version))
                                .toList(),
                        UdtValue.class);
        return key.material()
                .rotation()
                .map(plan -> whole.setInt("rotation_days", plan.periodDays()).setInstant("rotation_at", plan.next()))
                .orElse(whole);
    }

    private static UdtValue toUdt(UserDefinedType type, KeyVersion version) {
        return type.newValue()
                .setInt("number", version.number())
                .setInstant("created_at", version.createdAt())
                .setBoolean("on_demand", version.onDemand())
                .setByteBuffer("material", version.sealed().duplicate());
    }

    @Override
    public KeyEntry toEntry(Row row) {
        return row.isNull("target") ? toKey(row) : toAlias(row);
    }

    private static KeyAlias toAlias(Row row) {
        String accountId = text(row, "account_id");
        return new KeyAlias(
                accountId,
                text(row, "id").substring(KeyAlias.idOf(accountId, "").length()),
                text(row, "target"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static NamedKey toKey(Row row) {
        return new NamedKey(
                text(row, "id"),
                text(row, "account_id"),
                instant(row, "created_at"),
                row.getBoolean("aws_managed"),
                new KeyTraits(
                        text(row, "description"),
                        text(row, "policy"),
                        Objects.requireNonNull(row.getMap("tags", String.class, String.class))),
                new KeyLifecycle(
                        KeyState.valueOf(text(row, "state")), Optional.ofNullable(row.getInstant("deletion_at"))),
                new KeyMaterial(
                        versions(row),
                        Optional.ofNullable(row.getInstant("rotation_at"))
                                .map(next -> new RotationPlan(row.getInt("rotation_days"), next))),
                row.getLong("version"));
    }

    private static List<KeyVersion> versions(Row row) {
        return Objects.requireNonNull(row.getList("versions", UdtValue.class)).stream()
                .map(value -> new KeyVersion(
                        value.getInt("number"),
                        Objects.requireNonNull(value.getInstant("created_at")),
                        value.getBoolean("on_demand"),
                        Objects.requireNonNull(value.getByteBuffer("material"))))
                .toList();
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
