package dev.millrace.gateway.caller;

import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.gateway.caller.KnownIdentity.User;
import dev.millrace.identity.AccessKeys;
import dev.millrace.internal.sts.v1.SessionGrant;
import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.KeyMark;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Instant;
import java.util.Optional;

/** All credentials: those of the account itself from the configuration, those of users, and those of sessions. */
final class IdentityCredentials implements CredentialStore {
    private final Credential root;
    private final IdentityMirror mirror;
    private final SessionTokens sessions;

    /** @param root those that may do everything */
    IdentityCredentials(Credential root, IdentityMirror mirror, SessionTokens sessions) {
        this.root = root;
        this.mirror = mirror;
        this.sessions = sessions;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        return root.accessKeyId().equals(accessKeyId) ? Optional.of(root) : ofUser(accessKeyId);
    }

    @Override
    public Optional<Credential> find(String accessKeyId, Optional<String> sessionToken) {
        if (!AccessKeys.isOfSession(accessKeyId) || root.accessKeyId().equals(accessKeyId)) {
            return find(accessKeyId);
        }
        return sessionToken.flatMap(
                token -> sessions.open(accessKeyId, token).flatMap(grant -> ofSession(grant, token)));
    }

    private Optional<Credential> ofUser(String accessKeyId) {
        return mirror.findKey(accessKeyId)
                .flatMap(owner -> mirror.find(owner.userId())
                        .filter(User.class::isInstance)
                        .map(user -> Credential.lasting(
                                accessKeyId, owner.key().secret(), ((User) user).principal(Optional.empty()))));
    }

    private Optional<Credential> ofSession(SessionGrant grant, String token) {
        SessionScope scope = new SessionScope(grant.getSessionName(), grant.getPoliciesList(), grant.getTagsMap());
        Optional<KeyMark> madeBy = madeBy(grant);
        if (madeBy.isPresent() ? isGone(madeBy.get()) : !grant.getIssuersToken()) {
            return Optional.empty();
        }
        return principal(grant, scope)
                .map(principal -> new Credential(
                        grant.getAccessKeyId(),
                        grant.getSecretAccessKey(),
                        principal,
                        Optional.of(new Credential.Session(
                                token,
                                Instant.ofEpochSecond(grant.getBeganSeconds()),
                                Instant.ofEpochSecond(grant.getExpiresSeconds()),
                                madeBy))));
    }

    private static Optional<KeyMark> madeBy(SessionGrant grant) {
        return grant.hasKey()
                ? Optional.of(new KeyMark(
                        grant.getKey().getAccessKeyId(), grant.getKey().getFingerprint()))
                : Optional.empty();
    }

    /** Whether a key is no longer what it was: deleted, turned off, or replaced by another one, be it of the same id. */
    private boolean isGone(KeyMark key) {
        return find(key.accessKeyId())
                .flatMap(Credential::mark)
                .filter(key::equals)
                .isEmpty();
    }

    /** Who the session is of; empty when they are gone. */
    private Optional<Principal> principal(SessionGrant grant, SessionScope scope) {
        if (grant.getPrincipalId().equals(grant.getAccountId())) {
            return Optional.of(root.principal())
                    .filter(it -> it.accountId().equals(grant.getAccountId()))
                    .map(it -> it.during(scope));
        }
        KnownIdentity identity = mirror.find(grant.getPrincipalId()).orElse(null);
        if (identity instanceof User user) {
            return Optional.of(user.principal(Optional.of(scope)));
        }
        return identity instanceof Role role ? Optional.of(role.principal(scope)) : Optional.empty();
    }
}
