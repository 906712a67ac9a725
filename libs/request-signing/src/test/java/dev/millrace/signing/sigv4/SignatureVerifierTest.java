package dev.millrace.signing.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.credentials.Credential;
import dev.millrace.signing.credentials.Credential.Session;
import dev.millrace.signing.credentials.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] BODY = "{\"StreamName\":\"orders\"}".getBytes(StandardCharsets.UTF_8);
    private static final Credential ROOT = Credential.lasting("AKROOT", "the-secret", Principal.rootOf("000000000000"));
    private static final Credential SESSION = new Credential(
            "ASIATEMP",
            "another-secret",
            Principal.rootOf("000000000000"),
            Optional.of(new Session("the-token", NOW.plusSeconds(60))));

    private final RequestSigner signer = signer("us-east-1", "kinesis");

    @Test
    void theOwnerOfTheKeyIsKnownByIt() {
        assertThat(verifyAt(NOW, signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
    }

    @Test
    void withoutCredentials() {
        String expected = refusal(ErrorType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");

        assertThat(verifyAt(NOW, signedAt(NOW).without("authorization"))).isEqualTo(expected);
        assertThat(verifyAt(NOW, signedAt(NOW).with("authorization", "Basic dXNlcjpwYXNz")))
                .isEqualTo(expected);
    }

    @Test
    void bothForms() {
        assertThat(verifyAt(NOW, signedAt(NOW).withQuery("X-Amz-Algorithm=AWS4-HMAC-SHA256")))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."));
    }

    @Test
    void whatIsMissingInTheHeaderIsNamed() {
        ReceivedRequest request = signedAt(NOW)
                .with("authorization", "AWS4-HMAC-SHA256 Signature=abc")
                .without("x-amz-date");

        assertThat(verifyAt(NOW, request))
                .isEqualTo(refusal(
                        ErrorType.INCOMPLETE_SIGNATURE,
                        "Authorization header requires 'Credential' parameter. "
                                + "Authorization header requires 'SignedHeaders' parameter. "
                                + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                                + "Authorization=AWS4-HMAC-SHA256 Signature=abc"));
    }

    @Test
    void whatIsMissingInTheQueryIsNamed() {
        ReceivedRequest request = signedAt(NOW)
                .without("authorization")
                .withQuery("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260102T030405Z&X-Amz-SignedHeaders=host");

        assertThat(verifyAt(NOW, request))
                .isEqualTo(refusal(
                        ErrorType.INCOMPLETE_SIGNATURE,
                        "AWS query-string parameters must include 'X-Amz-Credential'. "
                                + "AWS query-string parameters must include 'X-Amz-Signature'. "
                                + "Re-examine the query-string parameters."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKROOT", "AKROOT/20260102/us-east-1/kinesis", "a/b/c/d/e/f", "////////"})
    void aCredentialHasFiveElements(String credential) {
        ReceivedRequest request = signedAt(NOW)
                .with(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=abc");

        assertThat(verifyAt(NOW, request))
                .isEqualTo(refusal(
                        ErrorType.INCOMPLETE_SIGNATURE,
                        "Credential must have exactly 5 slash-delimited elements, e.g. "
                                + "keyid/date/region/service/term, got '" + credential + "'"));
    }

    @Test
    void anUnknownKey() {
        RequestSigner stranger = new RequestSigner("AKSTRANGER", "the-secret", "us-east-1", "kinesis");

        assertThat(verifyAt(NOW, signed(stranger, NOW)))
                .isEqualTo(refusal(
                        ErrorType.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid."));
    }

    @Test
    void aWrongSecret() {
        RequestSigner guesser = new RequestSigner("AKROOT", "guessed", "us-east-1", "kinesis");

        assertThat(verifyAt(NOW, signed(guesser, NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "The request signature we calculated does not match the signature you provided. Check your "
                                + "AWS Secret Access Key and signing method. Consult the service documentation for "
                                + "details."));
    }

    @Test
    void aSecretThatWasReplacedNoLongerCounts() {
        Credential[] current = {ROOT};
        SignatureVerifier verifier = new SignatureVerifier(
                key -> Optional.of(current[0]), "us-east-1", "kinesis", Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(outcome(verifier, signedAt(NOW))).isEqualTo(ROOT.accessKeyId());

        current[0] = Credential.lasting("AKROOT", "replaced", ROOT.principal());

        assertThat(outcome(verifier, signedAt(NOW))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void fiveMinutesOfSkewAreTolerated() {
        assertThat(verifyAt(NOW.plusSeconds(300), signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW.minusSeconds(300), signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
    }

    @Test
    void anOldSignature() {
        assertThat(verifyAt(NOW.plusSeconds(301), signedAt(NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                                + "(20260102T030906Z - 5 min.)"));
    }

    @Test
    void aSignatureOfTheFuture() {
        assertThat(verifyAt(NOW.minusSeconds(301), signedAt(NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z "
                                + "(20260102T025904Z + 5 min.)"));
    }

    @Test
    void aPresignedRequestCountsAsLongAsItSays() {
        String query = signer.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofMinutes(15));
        ReceivedRequest request = ReceivedRequest.of("POST", "/", query, headers(), BODY);

        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(15)), request)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(15)).plusSeconds(1), request))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE,
                        "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z "
                                + "(20260102T031906Z - 15 min.)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "604801", "-1", "x", "", "99999999999999999999"})
    void anImpossibleValidity(String expires) {
        String query = signer.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77));
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", query.replace("Expires=77", "Expires=" + expires), headers(), BODY);

        assertThat(verifyAt(NOW, request))
                .isEqualTo(refusal(SignatureErrors.malformedExpiry(PresignedQuery.MAX_EXPIRES)));
    }

    @Test
    void anotherScope() {
        assertThat(verifyAt(NOW, signed(signer("us-east-1", "dynamodb"), NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE, "Credential should be scoped to correct service: 'kinesis'."));
        assertThat(verifyAt(NOW, signed(signer("eu-west-1", "kinesis"), NOW)))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE, "Credential should be scoped to correct region: 'us-east-1'."));
    }

    @Test
    void theScopesDayMustBeTheSignatures() {
        ReceivedRequest request = signedAt(NOW).with("x-amz-date", "20260103T000000Z");

        assertThat(verifyAt(Instant.parse("2026-01-03T00:00:00Z"), request))
                .isEqualTo(refusal(SignatureErrors.wrongScopeDate("20260102", "20260103T000000Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "20260132T000000Z", "2026-01-02T03:04:05Z", "20260102T03040aZ"})
    void aMalformedDate(String date) {
        assertThat(verifyAt(NOW, signedAt(NOW).with("x-amz-date", date)))
                .isEqualTo(refusal(SignatureErrors.malformedDate(date)));
    }

    @Test
    void aDateHeaderWillDo() {
        ReceivedRequest signed = signedAt(NOW);
        ReceivedRequest request = signed.without("x-amz-date").with("date", "Fri, 02 Jan 2026 03:04:05 GMT");

        // Accepted as a date; the signature then fails because it covers x-amz-date.
        assertThat(verifyAt(NOW, request)).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026x102T030405Z",
                "20261302T030405Z",
                "20260x02T030405Z",
                "2026010xT030405Z",
                "20260102T0x0405Z",
                "20260102T03x405Z",
                "20260102T0304x5Z",
                "20260102T030460Z",
                "20260102 030405Z",
                "20260102T030405+",
                "20260102T030405",
            })
    void aDateMalformedInAnyOfItsParts(String date) {
        assertThat(BasicDate.parse(date)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fri, 02 Jan 2026 03:04:05 GMT", "20260102T030405Z"})
    void aDateHeaderThatWasSignedWillDo(String date) {
        ReceivedRequest unsigned =
                ReceivedRequest.of("POST", "/", "", Map.of("Host", "localhost:4567", "Date", date), BODY);
        CredentialScope scope = CredentialScope.of("AKROOT", "20260102", "us-east-1", "kinesis");
        Signature signature = new Signature();
        byte[] digits = signature.compute(
                unsigned,
                null,
                scope,
                "date;host",
                "20260102T030405Z",
                false,
                SigningKeys.derive(scope, "the-secret", signature.sha()));
        String authorization = "AWS4-HMAC-SHA256 Credential=AKROOT/" + scope.text()
                + ", SignedHeaders=date;host, Signature=" + new String(digits, StandardCharsets.US_ASCII);

        assertThat(verifyAt(NOW, unsigned.with("authorization", authorization))).isEqualTo("AKROOT");
        assertThat(verifyAt(NOW, unsigned.with("authorization", authorization).with("date", "yesterday")))
                .isEqualTo(refusal(SignatureErrors.malformedDate("yesterday")));
    }

    @Test
    void aPresignedRequestThatIsMalformed() {
        String query = signer.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77));

        assertThat(verifyAt(NOW, presigned(query.replace("X-Amz-Credential=AKROOT%2F", "X-Amz-Credential="))))
                .isEqualTo(refusal(SignatureErrors.malformedCredential("20260102/us-east-1/kinesis/aws4_request")));
        assertThat(verifyAt(NOW, presigned(query.replace("20260102T030405Z", "today"))))
                .isEqualTo(refusal(SignatureErrors.malformedDate("today")));
        assertThat(verifyAt(NOW, presigned(query.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-MD5"))))
                .isEqualTo(refusal(SignatureErrors.unsupportedAlgorithm("AWS4-HMAC-MD5")));
        assertThat(verifyAt(NOW, presigned(query.replaceAll("X-Amz-SignedHeaders=[^&]*", "X-Amz-SignedHeaders="))))
                .isEqualTo(refusal(SignatureErrors.incompleteQuery(List.of("X-Amz-SignedHeaders"))));
    }

    @Test
    void aPresignedRequestThatDoesNotSayHowLongCountsAsLongAsAHeader() {
        String query = signer.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofSeconds(77))
                .replace("&X-Amz-Expires=77", "");

        assertThat(verifyAt(NOW.plusSeconds(300), presigned(query))).isEqualTo(refusal(SignatureErrors.mismatch()));
        assertThat(verifyAt(NOW.plusSeconds(301), presigned(query))).contains("Signature expired");
    }

    @Test
    void aPresignedRequestCountsForAWeekAtMost() {
        String query = signer.presign("POST", "/", "", headers(), BODY, NOW, Duration.ofDays(7));

        assertThat(verifyAt(NOW.plus(Duration.ofDays(7)), presigned(query))).isEqualTo("AKROOT");
    }

    @Test
    void aLargeHeaderLeavesNoTrace() {
        Map<String, String> headers = headers();
        headers.put("X-Large", "a".repeat(40_000));
        ReceivedRequest large =
                ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, NOW), BODY);
        SignatureVerifier verifier = new SignatureVerifier(
                SignatureVerifierTest::find, "us-east-1", "kinesis", Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(outcome(verifier, large)).isEqualTo("AKROOT");
        assertThat(outcome(verifier, signedAt(NOW))).isEqualTo("AKROOT");
    }

    @Test
    void secretsAreInNoText() {
        assertThat(SESSION).hasToString("Credential[ASIATEMP]");
        assertThat(SESSION.session().orElseThrow()).hasToString("Session[until 2026-01-02T03:05:05Z]");
        assertThat(SESSION.principal().arn()).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void theHostMustBeSigned() {
        Map<String, String> headers = headers();
        headers.remove("Host");
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, NOW), BODY);

        assertThat(verifyAt(NOW, request)).isEqualTo(refusal(SignatureErrors.unsignedHost()));
    }

    @Test
    void theAuthorityOfHttp2StandsForTheHost() {
        Map<String, String> headers = headers();
        headers.put(":authority", Objects.requireNonNull(headers.remove("Host")));
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, NOW), BODY);

        assertThat(verifyAt(NOW, request)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, request.with(":authority", "elsewhere:4567")))
                .isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void aHeaderSentTwiceIsSignedAsOneList() {
        Map<String, String> headers = headers();
        headers.put("X-Twice", "a b,c");
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, NOW), BODY);

        assertThat(verifyAt(NOW, request.with("x-twice", "  a \t  b ", "c"))).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, request.with("x-twice", "c", "a b"))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void aHashInAHeaderIsNotBelieved() {
        Map<String, String> headers = headers();
        headers.put("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        ReceivedRequest empty = ReceivedRequest.of(
                "POST", "/", "", signer.sign("POST", "/", "", headers, new byte[0], NOW), new byte[0]);

        assertThat(verifyAt(NOW, empty)).isEqualTo(ROOT.accessKeyId());
        assertThat(verifyAt(NOW, empty.withBody(BODY))).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    @Test
    void temporaryCredentialsNeedTheirToken() {
        RequestSigner temporary = new RequestSigner("ASIATEMP", "another-secret", "us-east-1", "kinesis");
        Map<String, String> headers = headers();
        headers.put("X-Amz-Security-Token", "the-token");
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", "", temporary.sign("POST", "/", "", headers, BODY, NOW), BODY);

        assertThat(verifyAt(NOW, request)).isEqualTo(SESSION.accessKeyId());
        assertThat(verifyAt(NOW, request.without("x-amz-security-token")))
                .isEqualTo(refusal(SignatureErrors.unknownKey()));
        assertThat(verifyAt(NOW, request.with("x-amz-security-token", "other")))
                .isEqualTo(refusal(SignatureErrors.unknownKey()));
        assertThat(verifyAt(NOW.plusSeconds(60), request))
                .isEqualTo(refusal(ErrorType.EXPIRED_TOKEN, "The security token included in the request is expired"));
        assertThat(verifyAt(NOW, signedAt(NOW).with("x-amz-security-token", "the-token")))
                .isEqualTo(refusal(SignatureErrors.unknownKey()));
    }

    private static ReceivedRequest presigned(String query) {
        return ReceivedRequest.of("POST", "/", query, headers(), BODY);
    }

    private ReceivedRequest signedAt(Instant time) {
        return signed(signer, time);
    }

    private static ReceivedRequest signed(RequestSigner signer, Instant time) {
        return ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers(), BODY, time), BODY);
    }

    private static RequestSigner signer(String region, String service) {
        return new RequestSigner("AKROOT", "the-secret", region, service);
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost:4567");
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "Kinesis_20131202.DescribeStream");
        return headers;
    }

    /** The access key that was verified, or why none was. */
    private static String verifyAt(Instant now, SignableRequest request) {
        return outcome(
                new SignatureVerifier(
                        SignatureVerifierTest::find, "us-east-1", "kinesis", Clock.fixed(now, ZoneOffset.UTC)),
                request);
    }

    private static String outcome(SignatureVerifier verifier, SignableRequest request) {
        try {
            return verifier.verify(request).accessKeyId();
        } catch (KinesisException e) {
            return refusal(e);
        }
    }

    private static String refusal(KinesisException error) {
        return refusal(error.type(), String.valueOf(error.getMessage()));
    }

    private static String refusal(ErrorType type, String message) {
        return type + ": " + message;
    }

    private static Optional<Credential> find(String accessKeyId) {
        return switch (accessKeyId) {
            case "AKROOT" -> Optional.of(ROOT);
            case "ASIATEMP" -> Optional.of(SESSION);
            default -> Optional.empty();
        };
    }
}
