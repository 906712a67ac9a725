package dev.millrace.metadata.iam.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.identity.IdentityKind;
import dev.millrace.metadata.catalog.storage.EntryRow;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.MemberAccount;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.metadata.iam.model.PolicyVersion;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.SealedSecret;
import dev.millrace.metadata.iam.model.User;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An identity as a row of the table {@code identities}; which kind it is, its id says. */
final class IdentityRow implements EntryRow<Identity> {
    private static final String COLUMNS =
            "id, account_id, version, name, path, created_at, tags, attached, inline_policies,"
                    + " boundary, group_ids, access_keys, trust_policy, session_seconds, description, versions,"
                    + " default_version, last_version, updated_at";

    @Override
    public String columns() {
        return COLUMNS;
    }

    @Override
    public BoundStatementBuilder bind(BoundStatementBuilder head, PreparedStatement statement, Identity identity) {
        Naming naming = identity.naming();
        BoundStatementBuilder bound = head.setString("id", naming.id())
                .setString("account_id", naming.accountId())
                .setLong("version", identity.version())
                .setString("name", naming.name())
                .setString("path", naming.path())
                .setInstant("created_at", naming.createdAt())
                .setMap("tags", naming.tags(), String.class, String.class);
        // What is not set here is of other kinds.
        for (String column : List.of(
                "attached",
                "inline_policies",
                "boundary",
                "group_ids",
                "access_keys",
                "trust_policy",
                "session_seconds",
                "description",
                "versions",
                "default_version",
                "last_version",
                "updated_at")) {
            bound = bound.setToNull(column);
        }
        if (identity instanceof PolicyHolder holder) {
            bound = bindPermissions(bound, holder.permissions());
        }
        if (identity instanceof User user) {
            return bindUser(bound, HeadColumns.elementType(statement, "access_keys"), user);
        }
        if (identity instanceof Role role) {
            return bound.setString("trust_policy", role.trustPolicy())
                    .setString("description", role.description())
                    .setInt("session_seconds", (int) role.longestSession().toSeconds());
        }
        if (identity instanceof ManagedPolicy policy) {
            return bindPolicy(bound, HeadColumns.elementType(statement, "versions"), policy);
        }
        return bound;
    }

    private static BoundStatementBuilder bindPermissions(BoundStatementBuilder bound, Permissions permissions) {
        return bound.setSet("attached", permissions.attached(), String.class)
                .setMap("inline_policies", permissions.inline(), String.class, String.class)
                .setString("boundary", permissions.boundary().orElse(null));
    }

    private static BoundStatementBuilder bindUser(BoundStatementBuilder bound, UserDefinedType keyType, User user) {
        return bound.setSet("group_ids", user.groupIds(), String.class)
                .setList(
                        "access_keys",
                        user.keys().stream().map(key -> toUdt(keyType, key)).toList(),
                        UdtValue.class);
    }

    private static UdtValue toUdt(UserDefinedType type, AccessKey key) {
        return type.newValue()
                .setString("id", key.id())
                .setBoolean("active", key.active())
                .setInstant("created_at", key.createdAt())
                .setByteBuffer("secret", key.secret().bytes().duplicate());
    }

    private static BoundStatementBuilder bindPolicy(
            BoundStatementBuilder bound, UserDefinedType versionType, ManagedPolicy policy) {
        return bound.setString("description", policy.description())
                .setList(
                        "versions",
                        policy.versions().stream()
                                .map(version -> versionType
                                        .newValue()
                                        .setInt("number", version.number())
                                        .setString("document", version.document())
                                        .setInstant("created_at", version.createdAt()))
                                .toList(),
                        UdtValue.class)
                .setInt("default_version", policy.defaultVersion())
                .setInt("last_version", policy.lastVersion())
                .setInstant("updated_at", policy.updatedAt());
    }

    @Override
    public Identity toEntry(Row row) {
        Naming naming = new Naming(
                text(row, "account_id"),
                text(row, "id"),
                text(row, "path"),
                text(row, "name"),
                Objects.requireNonNull(row.getInstant("created_at")),
                Objects.requireNonNull(row.getMap("tags", String.class, String.class)));
        long version = row.getLong("version");
        Optional<IdentityKind> kind = IdentityKind.ofId(naming.id());
        if (kind.isEmpty()) {
            return new MemberAccount(naming, version);
        }
        return switch (kind.get()) {
            case USER ->
                new User(
                        naming,
                        permissions(row),
                        Objects.requireNonNull(row.getSet("group_ids", String.class)),
                        keys(row),
                        version);
            case GROUP -> new Group(naming, permissions(row), version);
            case ROLE ->
                new Role(
                        naming,
                        permissions(row),
                        text(row, "trust_policy"),
                        text(row, "description"),
                        Duration.ofSeconds(row.getInt("session_seconds")),
                        version);
            case POLICY ->
                new ManagedPolicy(
                        naming,
                        text(row, "description"),
                        versions(row),
                        row.getInt("default_version"),
                        row.getInt("last_version"),
                        Objects.requireNonNull(row.getInstant("updated_at")),
                        version);
        };
    }

    private static Permissions permissions(Row row) {
        return new Permissions(
                new TreeSet<>(Objects.requireNonNull(row.getSet("attached", String.class))),
                new TreeMap<>(Objects.requireNonNull(row.getMap("inline_policies", String.class, String.class))),
                Optional.ofNullable(row.getString("boundary")));
    }

    private static List<AccessKey> keys(Row row) {
        return Objects.requireNonNull(row.getList("access_keys", UdtValue.class)).stream()
                .map(value -> new AccessKey(
                        Objects.requireNonNull(value.getString("id")),
                        value.getBoolean("active"),
                        Objects.requireNonNull(value.getInstant("created_at")),
                        new SealedSecret(Objects.requireNonNull(value.getByteBuffer("secret")))))
                .toList();
    }

    private static List<PolicyVersion> versions(Row row) {
        return Objects.requireNonNull(row.getList("versions", UdtValue.class)).stream()
                .map(value -> new PolicyVersion(
                        value.getInt("number"),
                        Objects.requireNonNull(value.getString("document")),
                        Objects.requireNonNull(value.getInstant("created_at"))))
                .toList();
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
