package dev.millrace.metadata.iam.declared;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a file declares. Whatever is left out of an identity is empty, and becomes so; identities that are not declared stay
 * as they are.
 *
 * @param accounts by their twelve digits
 */
record DeclaredIdentities(Map<String, Account> accounts) {
    DeclaredIdentities(@Nullable Map<String, Account> accounts) {
        this.accounts = orEmpty(accounts);
    }

    /**
     * One account, each kind by name.
     *
     * @param name of the account; of no meaning for the one that owns the streams
     */
    record Account(
            @Nullable String name,
            Map<String, Policy> policies,
            Map<String, Group> groups,
            Map<String, User> users,
            Map<String, Role> roles) {
        Account(
                @Nullable String name,
                @Nullable Map<String, Policy> policies,
                @Nullable Map<String, Group> groups,
                @Nullable Map<String, User> users,
                @Nullable Map<String, Role> roles) {
            this.name = name;
            this.policies = orEmpty(policies);
            this.groups = orEmpty(groups);
            this.users = orEmpty(users);
            this.roles = orEmpty(roles);
        }
    }

    record Policy(@Nullable String path, @Nullable String description, Map<String, String> tags, JsonNode document) {
        Policy(
                @Nullable String path,
                @Nullable String description,
                @Nullable Map<String, String> tags,
                JsonNode document) {
            this.path = path;
            this.description = description;
            this.tags = orEmpty(tags);
            this.document = document;
        }
    }

    /**
     * What a user, group or role is given.
     *
     * @param policies managed ones: names of the account's own, or ARNs
     * @param inline documents by name
     * @param boundary a name or an ARN
     */
    record Grants(List<String> policies, Map<String, JsonNode> inline, Optional<String> boundary) {
        static Grants of(
                @Nullable List<String> policies, @Nullable Map<String, JsonNode> inline, @Nullable String boundary) {
            return new Grants(orEmpty(policies), orEmpty(inline), Optional.ofNullable(boundary));
        }
    }

    record Group(
            @Nullable String path,
            @Nullable List<String> policies,
            @Nullable Map<String, JsonNode> inline) {
        Grants grants() {
            return Grants.of(policies, inline, null);
        }
    }

    record User(
            @Nullable String path,
            Map<String, String> tags,
            List<String> groups,
            @Nullable List<String> policies,
            @Nullable Map<String, JsonNode> inline,
            @Nullable String boundary,
            List<Key> accessKeys) {
        User(
                @Nullable String path,
                @Nullable Map<String, String> tags,
                @Nullable List<String> groups,
                @Nullable List<String> policies,
                @Nullable Map<String, JsonNode> inline,
                @Nullable String boundary,
                @Nullable @JsonProperty("access-keys") List<Key> accessKeys) {
            this.path = path;
            this.tags = orEmpty(tags);
            this.groups = orEmpty(groups);
            this.policies = policies;
            this.inline = inline;
            this.boundary = boundary;
            this.accessKeys = orEmpty(accessKeys);
        }

        Grants grants() {
            return Grants.of(policies, inline, boundary);
        }
    }

    /** An access key whose secret is elsewhere: in a variable of the environment or in a file, never here. */
    record Key(
            String id,
            @Nullable @JsonProperty("secret-variable") String secretVariable,
            @Nullable @JsonProperty("secret-file") String secretFile) {}

    record Role(
            @Nullable String path,
            @Nullable String description,
            Map<String, String> tags,
            JsonNode trust,
            @Nullable @JsonProperty("longest-session") Duration longestSession,
            @Nullable List<String> policies,
            @Nullable Map<String, JsonNode> inline,
            @Nullable String boundary) {
        Role(
                @Nullable String path,
                @Nullable String description,
                @Nullable Map<String, String> tags,
                JsonNode trust,
                @Nullable @JsonProperty("longest-session") Duration longestSession,
                @Nullable List<String> policies,
                @Nullable Map<String, JsonNode> inline,
                @Nullable String boundary) {
            this.path = path;
            this.description = description;
            this.tags = orEmpty(tags);
            this.trust = trust;
            this.longestSession = longestSession;
            this.policies = policies;
            this.inline = inline;
            this.boundary = boundary;
        }

        Grants grants() {
            return Grants.of(policies, inline, boundary);
        }
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
