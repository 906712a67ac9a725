package dev.millrace.signing;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Credential.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request was signed by the owner of a known access key, for this service and region, within the last
 * five minutes.
 *
 * <p>Thread-safe, and made for the hot path: it keeps one buffer and one set of digests for each thread.
 */
public final class SignatureVerifier {
    private static final int MAX_SIGNING_KEYS = 10_000;

    /** Each is looked for among all headers there are, by anybody who knows a key's id. No client signs nearly as many. */
    private static final int MOST_SIGNED_HEADERS = 100;

    private final CredentialStore credentials;
    private final String region;
    private final Set<String> others;
    private final String service;
    private final Clock clock;
    private final SigningKeys keys = new SigningKeys(MAX_SIGNING_KEYS);
    private final ThreadLocal<Signature> signatures = ThreadLocal.withInitial(Signature::new);

    /**
     * @param region the one that credentials must be scoped to, for example {@code us-east-1}
     * @param service likewise, {@code kinesis}
     */
    public SignatureVerifier(CredentialStore credentials, String region, String service, Clock clock) {
        this(credentials, region, Set.of(), service, clock);
    }

    /**
     * For a service that AWS has but once: its clients sign for that one region, or for the one that they are set to.
     *
     * @param others the regions that credentials may be scoped to as well
     */
    public SignatureVerifier(
            CredentialStore credentials, String region, Set<String> others, String service, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.others = Set.copyOf(others);
        this.service = service;
        this.clock = clock;
    }

    /**
     * The credential that a request was signed with.
     *
     * @throws KinesisException if it was not, or not rightly
     */
    public Credential verify(SignableRequest request) {
        return verify(request, false);
    }

    /**
     * The same for a request whose signer may have left the body out, and then says so by the header
     * {@code x-amz-content-sha256: UNSIGNED-PAYLOAD}. Of AWS's services S3 alone takes that; here it is for streams whose
     * end is not known when they begin.
     */
    public Credential verifyWithOptionalBody(SignableRequest request) {
        return verify(request, Signature.isUnsigned(request));
    }

    /**
     * Makes sure that a request could be signed now with a credential as one was before: it is known, is the same, and has not ended.
     *
     * @throws KinesisException the refusal that a new request would come to
     */
    public void requireStanding(Credential credential) {
        Credential known = credentials
                .find(credential.accessKeyId(), credential.session().map(Session::token))
                .filter(found -> found.secretAccessKey().equals(credential.secretAccessKey())
                        && found.principal().id().equals(credential.principal().id()))
                .orElseThrow(SignatureErrors::unknownKey);
        Instant now = clock.instant();
        if (known.session()
                .filter(session -> !now.isBefore(session.expiresAt()))
                .isPresent()) {
            throw SignatureErrors.expiredSession();
        }
    }

    /**
     * The credential that a request says it was signed with, as far as its head tells: it is known, and meant for this service
     * and time. Whether it was really signed with that is not known before its body is there.
     *
     * @throws KinesisException if that cannot be, whatever the body is: what {@link #verify} would throw as well
     */
    public Credential claimedBy(SignableRequest request) {
        @Nullable QueryParameters query = request.query().isEmpty() ? null : QueryParameters.parse(request.query());
        return claimed(readClaim(request, query), clock.instant());
    }

    private Credential verify(SignableRequest request, boolean withoutBody) {
        @Nullable QueryParameters query = request.query().isEmpty() ? null : QueryParameters.parse(request.query());
        return verify(readClaim(request, query), request, query, withoutBody);
    }

    private static Claim readClaim(SignableRequest request, @Nullable QueryParameters query) {
        List<String> authorization = request.headers("authorization");
        if (query != null && query.find(PresignedQuery.ALGORITHM).isPresent()) {
            if (!authorization.isEmpty()) {
                throw SignatureErrors.headerAndQuery();
            }
            return PresignedQuery.read(query);
        }
        if (authorization.isEmpty()) {
            throw SignatureErrors.missingToken();
        }
        return AuthorizationHeader.read(authorization.get(0), request);
    }

    private Credential verify(
            Claim claim, SignableRequest request, @Nullable QueryParameters query, boolean withoutBody) {
        Credential credential = claimed(claim, clock.instant());
        if (isSigned(CanonicalTarget.of(request, query), claim, request, withoutBody, credential)) {
            return credential;
        }
        Optional<CanonicalTarget> asSent = claim.presigned() ? Optional.empty() : CanonicalTarget.asSent(request);
        return asSent.filter(target -> isSigned(target, claim, request, withoutBody, credential))
                .map(target -> credential)
                .orElseThrow(SignatureErrors::mismatch);
    }

    private boolean isSigned(
            CanonicalTarget target, Claim claim, SignableRequest request, boolean withoutBody, Credential credential) {
        Signature signature = signatures.get();
        byte[] expected = signature.compute(
                request,
                target,
                claim.scope(),
                claim.signedHeaders(),
                claim.date(),
                withoutBody,
                keys.get(claim.scope(), credential.secretAccessKey(), signature.sha()));
        return MessageDigest.isEqual(expected, claim.signature().getBytes(StandardCharsets.ISO_8859_1));
    }

    private Credential claimed(Claim claim, Instant now) {
        Credential credential = credentials
                .find(claim.scope().accessKeyId(), claim.sessionToken())
                .orElseThrow(SignatureErrors::unknownKey);
        checkScope(claim);
        checkTime(claim, now);
        checkSession(claim, credential, now);
        return credential;
    }

    private void checkScope(Claim claim) {
        CredentialScope scope = claim.scope();
        if (!scope.region().equals(region) && !others.contains(scope.region())) {
            throw SignatureErrors.wrongRegion(region);
        }
        if (!scope.service().equals(service)) {
            throw SignatureErrors.wrongService(service);
        }
        if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
            throw SignatureErrors.wrongTerminator(scope.terminator());
        }
        if (!claim.date().startsWith(scope.date()) || scope.date().length() != 8) {
            throw SignatureErrors.wrongScopeDate(scope.date(), claim.date());
        }
        // As AWS counts them; and so that no header can be named, and then repeated in the text to hash, without end.
        if (!areFewAndAscending(claim.signedHeaders())) {
            throw SignatureErrors.mismatch();
        }
        // Without the host a signature would count at any server that knows the same key.
        if (!names(claim.signedHeaders(), "host") && !names(claim.signedHeaders(), ":authority")) {
            throw SignatureErrors.unsignedHost();
        }
    }

    private static void checkTime(Claim claim, Instant now) {
        Duration ahead = Duration.between(now, claim.signedAt());
        if (ahead.compareTo(Claim.TOLERANCE) > 0) {
            throw SignatureErrors.notYetCurrent(claim.signedAt(), now, Claim.TOLERANCE);
        }
        if (ahead.negated().compareTo(claim.validity()) > 0) {
            throw SignatureErrors.expired(claim.signedAt(), now, claim.validity());
        }
    }

    private static void checkSession(Claim claim, Credential credential, Instant now) {
        Optional<Session> session = credential.session();
        if (session.isEmpty() && claim.sessionToken().isEmpty()) {
            return;
        }
        if (session.isEmpty() || claim.sessionToken().isEmpty()) {
            throw SignatureErrors.unknownKey();
        }
        byte[] expected = session.get().token().getBytes(StandardCharsets.UTF_8);
        byte[] given = claim.sessionToken().get().getBytes(StandardCharsets.ISO_8859_1);
        if (!MessageDigest.isEqual(expected, given)) {
            throw SignatureErrors.unknownKey();
        }
        if (!now.isBefore(session.get().expiresAt())) {
            throw SignatureErrors.expiredSession();
        }
    }

    private static boolean areFewAndAscending(String signedHeaders) {
        String[] names = signedHeaders.split(";", MOST_SIGNED_HEADERS + 1);
        if (names.length > MOST_SIGNED_HEADERS) {
            return false;
        }
        for (int i = 1; i < names.length; i++) {
            if (names[i - 1].compareTo(names[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean names(String signedHeaders, String name) {
        int at = signedHeaders.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean begins = at == 0 || signedHeaders.charAt(at - 1) == ';';
            if (begins && (end == signedHeaders.length() || signedHeaders.charAt(end) == ';')) {
                return true;
            }
            at = signedHeaders.indexOf(name, at + 1);
        }
        return false;
    }
}
