package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.NOW;
import static dev.millrace.signing.SignedRequests.ROOT;
import static dev.millrace.signing.SignedRequests.SESSION;
import static dev.millrace.signing.SignedRequests.headers;
import static dev.millrace.signing.SignedRequests.outcome;
import static dev.millrace.signing.SignedRequests.refusal;
import static dev.millrace.signing.SignedRequests.signed;
import static dev.millrace.signing.SignedRequests.signedAt;
import static dev.millrace.signing.SignedRequests.signer;
import static dev.millrace.signing.SignedRequests.verifyAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.SignatureErrors;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is behind a signature, and what is said of one that nobody is behind. */
class SignatureVerifierTest {
    @Test
    void theOwnerOfTheKeyIsKnownByIt() {
        assertThat(verifyAt(NOW, signedAt(NOW))).isEqualTo(ROOT.accessKeyId());
    }

    @Test
    void withoutCredentials() {
        assertThat(verifyAt(NOW, signedAt(NOW).without("authorization")))
                .isEqualTo(refusal(ErrorType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
    }

    @Test
    void anotherKindOfAuthorizationLacksEverything() {
        assertThat(verifyAt(NOW, signedAt(NOW).with("authorization", "Basic dXNlcjpwYXNz")))
                .isEqualTo(refusal(
                        ErrorType.INCOMPLETE_SIGNATURE,
                        "Authorization header requires 'Credential' parameter. "
                                + "Authorization header requires 'Signature' parameter. "
                                + "Authorization header requires 'SignedHeaders' parameter. "
                                + "Authorization=Basic dXNlcjpwYXNz"));
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

        assertThat(verifyAt(NOW, signed(stranger, headers())))
                .isEqualTo(refusal(
                        ErrorType.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid."));
    }

    @Test
    void aWrongSecret() {
        RequestSigner guesser = new RequestSigner("AKROOT", "guessed", "us-east-1", "kinesis");

        assertThat(verifyAt(NOW, signed(guesser, headers())))
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
    void anotherScope() {
        assertThat(verifyAt(NOW, signed(signer("us-east-1", "dynamodb"), headers())))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE, "Credential should be scoped to correct service: 'kinesis'."));
        assertThat(verifyAt(NOW, signed(signer("eu-west-1", "kinesis"), headers())))
                .isEqualTo(refusal(
                        ErrorType.INVALID_SIGNATURE, "Credential should be scoped to correct region: 'us-east-1'."));
    }

    @Test
    void temporaryCredentialsNeedTheirToken() {
        RequestSigner temporary = new RequestSigner("ASIATEMP", "another-secret", "us-east-1", "kinesis");
        Map<String, String> headers = headers();
        headers.put("X-Amz-Security-Token", "the-token");
        ReceivedRequest request = signed(temporary, headers);

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

    @Test
    void secretsAreInNoText() {
        assertThat(SESSION).hasToString("Credential[ASIATEMP]");
        assertThat(SESSION.session().orElseThrow()).hasToString("Session[until 2026-01-02T03:05:05Z]");
        assertThat(SESSION.principal().arn()).isEqualTo("arn:aws:iam::000000000000:root");
    }
}
