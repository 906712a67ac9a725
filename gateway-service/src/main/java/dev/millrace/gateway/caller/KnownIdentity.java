package dev.millrace.gateway.caller;

import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityKind;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.signing.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An identity in one version, with its documents compiled. */
public sealed interface KnownIdentity {
    IdentityName naming();

    /** What identities are known by. */
    record IdentityName(String accountId, String id, String path, String name, Map<String, String> tags, long version) {
        String arn(IdentityKind kind) {
            return new IdentityArn(accountId, kind, path, name).toString();
        }
    }

    /**
     * What a user, group or role has been given.
     *
     * @param attached ARNs of managed policies
     * @param boundary likewise
     */
    record Grants(List<String> attached, List<AttachedPolicy> inline, Optional<String> boundary) {}

    /** A key that is active. */
    record Key(String id, String secret) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    record User(IdentityName naming, Grants grants, List<String> groupIds, List<Key> keys) implements KnownIdentity {
        public String arn() {
            return naming.arn(IdentityKind.USER);
        }

        public Principal principal(Optional<Principal.SessionScope> session) {
            return new Principal(Principal.Kind.USER, arn(), naming.accountId(), naming.id(), naming.name(), session);
        }
    }

    record Group(IdentityName naming, Grants grants) implements KnownIdentity {}

    /** @param longestSession that may be asked for */
    record Role(IdentityName naming, Grants grants, PolicyDocument trust, Duration longestSession)
            implements KnownIdentity {
        public String arn() {
            return naming.arn(IdentityKind.ROLE);
        }

        public Principal principal(Principal.SessionScope session) {
            return new Principal(
                    Principal.Kind.ROLE,
                    IdentityArn.ofAssumedRole(naming.accountId(), naming.name(), session.name()),
                    naming.accountId(),
                    naming.id(),
                    naming.name(),
                    Optional.of(session));
        }
    }

    /**
     * A managed policy.
     *
     * @param document as it was given
     * @param granting compiled for those it is attached to
     * @param bounding compiled for those it bounds
     */
    record Policy(IdentityName naming, String document, AttachedPolicy granting, AttachedPolicy bounding)
            implements KnownIdentity {
        String arn() {
            return granting.name();
        }
    }

    /** An account beside the one that owns the streams. */
    record Account(IdentityName naming) implements KnownIdentity {}
}
