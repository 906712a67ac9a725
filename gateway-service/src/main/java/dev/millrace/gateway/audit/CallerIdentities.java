package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.UserIdentity;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.signing.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of callers what events have of them. */
final class CallerIdentities {
    /** Each account has its own identities; all else belongs to the one that owns the streams. */
    private static final Set<String> OF_EACH_ACCOUNT = Set.of("iam.amazonaws.com", "sts.amazonaws.com");

    private final IdentityMirror identities;
    private final String account;

    /** @param account that owns the streams */
    CallerIdentities(IdentityMirror identities, String account) {
        this.identities = identities;
        this.account = account;
    }

    UserIdentity identity(Principal caller, @Nullable String accessKeyId) {
        return UserIdentity.of(caller, accessKeyId, issuer(caller));
    }

    private Optional<UserIdentity.Issuer> issuer(Principal caller) {
        if (caller.kind() != Principal.Kind.ROLE) {
            return Optional.empty();
        }
        return identities
                .find(caller.id())
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .map(role -> new UserIdentity.Issuer(
                        caller.id(),
                        role.arn(),
                        caller.accountId(),
                        role.naming().name()));
    }

    /** Whose event it is. */
    String recipient(@Nullable Principal caller, AuditedOperation operation) {
        return caller != null && OF_EACH_ACCOUNT.contains(operation.source()) ? caller.accountId() : account;
    }
}
