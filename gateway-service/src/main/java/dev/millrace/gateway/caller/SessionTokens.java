package dev.millrace.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.identity.AccessKeys;
import dev.millrace.internal.sts.v1.OriginKey;
import dev.millrace.internal.sts.v1.SessionGrant;
import dev.millrace.seal.TokenSeal;
import dev.millrace.signing.KeyMark;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Temporary credentials. All there is of a session is in its token, sealed under the cluster secret: nothing is stored, and every
 * gateway opens it. A session ends with its time, with its user or role, and with the access key that it goes back to.
 */
public final class SessionTokens {
    /** Longer texts are not even looked at. The largest that are made have some KB of policies and tags. */
    private static final int LONGEST = 32 * 1024;

    private static final long MOST_CACHED_CHARACTERS = 8L * 1024 * 1024;

    private final TokenSeal seal;
    private final Clock clock;
    private final Cache<String, SessionGrant> opened = Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED_CHARACTERS)
            .weigher((String token, SessionGrant grant) -> token.length())
            .build();

    SessionTokens(String clusterSecret, Clock clock) {
        this.clock = clock;
        this.seal = new TokenSeal(clusterSecret, "session-token");
    }

    /**
     * The credentials of a new session.
     *
     * @param accessKeyId of the session
     * @param token that every request has to carry
     */
    public record Issued(String accessKeyId, String secretAccessKey, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[" + accessKeyId + "]";
        }
    }

    /**
     * Begins a session.
     *
     * @param principalId of the user or role
     * @param madeBy the key that it goes back to, and ends with; empty for an issuer's token
     */
    public Issued issue(
            String accountId, String principalId, SessionScope scope, Instant expiresAt, Optional<KeyMark> madeBy) {
        SessionGrant.Builder grant = SessionGrant.newBuilder()
                .setAccessKeyId(AccessKeys.newSessionId())
                .setSecretAccessKey(AccessKeys.newSecret())
                .setBeganSeconds(clock.instant().getEpochSecond())
                .setExpiresSeconds(expiresAt.getEpochSecond())
                .setAccountId(accountId)
                .setPrincipalId(principalId)
                .setSessionName(scope.name())
                .addAllPolicies(scope.policies())
                .putAllTags(scope.tags())
                .setIssuersToken(true);
        madeBy.ifPresent(key -> grant.setKey(
                OriginKey.newBuilder().setAccessKeyId(key.accessKeyId()).setFingerprint(key.fingerprint())));
        return new Issued(
                grant.getAccessKeyId(),
                grant.getSecretAccessKey(),
                seal.seal(grant.build().toByteArray()),
                expiresAt);
    }

    /** What a token grants, whatever its time; empty when it was not made here, or for another access key. */
    Optional<SessionGrant> open(String accessKeyId, String token) {
        SessionGrant known = opened.getIfPresent(token);
        if (known == null && token.length() <= LONGEST) {
            known = seal.open(token).flatMap(SessionTokens::parse).orElse(null);
            if (known != null) {
                opened.put(token, known);
            }
        }
        return Optional.ofNullable(known).filter(grant -> grant.getAccessKeyId().equals(accessKeyId));
    }

    private static Optional<SessionGrant> parse(byte[] content) {
        try {
            return Optional.of(SessionGrant.parseFrom(content));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
