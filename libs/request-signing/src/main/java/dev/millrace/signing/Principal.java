package dev.millrace.signing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is behind a request, once it is known.
 *
 * @param arn as refusals name it, for example {@code arn:aws:iam::000000000000:root}
 * @param accountId 12 digits
 * @param id never given twice, unlike a name: of a user ({@code AIDA…}), of the role ({@code AROA…}), of the account itself
 * @param name of the user or the role; of the account itself its id
 * @param session of temporary credentials
 */
public record Principal(
        Kind kind, String arn, String accountId, String id, String name, Optional<SessionScope> session) {
    /** The account itself. */
    public static Principal rootOf(String accountId) {
        return new Principal(
                Kind.ROOT, "arn:aws:iam::" + accountId + ":root", accountId, accountId, accountId, Optional.empty());
    }

    /** The same during a session. */
    public Principal during(SessionScope scope) {
        return new Principal(kind, arn, accountId, id, name, Optional.of(scope));
    }

    /** Whether this is the account itself, which no policy restricts. */
    public boolean root() {
        return kind == Kind.ROOT;
    }

    /** The id as policies and GetCallerIdentity have it: for a role with the session's name. */
    public String userId() {
        return kind == Kind.ROLE ? id + ":" + session.map(SessionScope::name).orElse("") : id;
    }

    public enum Kind {
        ROOT,
        USER,
        /** A caller that has assumed a role. */
        ROLE
    }

    /**
     * What a session adds to its user or role.
     *
     * @param name given by who began it; empty for a user's
     * @param policies that limit what the session may do: documents, and ARNs of managed ones
     * @param tags of the session, in front of the role's own
     */
    public record SessionScope(String name, List<String> policies, Map<String, String> tags) {
        public SessionScope {
            policies = List.copyOf(policies);
            tags = Map.copyOf(tags);
        }
    }
}
