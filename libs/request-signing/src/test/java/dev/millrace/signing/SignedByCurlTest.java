package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.SignatureErrors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * curl 7.88.1 signed {@code GET /v1/streams/a%20b/c:d?b=2&a=x%20y} with the key {@code a} and the secret {@code b}: the path not
 * encoded once more, and the query not sorted.
 */
class SignedByCurlTest {
    private static final String PATH = "/v1/streams/a%20b/c:d";
    private static final String QUERY = "b=2&a=x%20y";
    private static final Map<String, String> HEADERS = Map.of(
            "Host",
            "127.0.0.1:56153",
            "X-Amz-Date",
            "20261130T203206Z",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=a/20261130/us-east-1/kinesis/aws4_request, SignedHeaders=host;x-amz-date,"
                    + " Signature=95f0799ed20d5faac8b34a523ec52747ef658e7d2f97e659957f774e8adf8f7e");

    private final SignatureVerifier verifier = new SignatureVerifier(
            key -> Optional.of(Credential.lasting(key, "b", Principal.rootOf("000000000000"))),
            "us-east-1",
            "kinesis",
            Clock.fixed(Instant.parse("2026-11-30T20:32:06Z"), ZoneOffset.UTC));

    @Test
    void isVerified() {
        assertThat(outcome(PATH, QUERY)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/streams/a%20b/c:e, b=2&a=x%20y",
        "/v1/streams/a%20b/c%3Ad, b=2&a=x%20y",
        "/v1/streams/a b/c:d, b=2&a=x%20y",
        "/v1/streams/a%20b/c:d, a=x%20y&b=2",
        "/v1/streams/a%20b/c:d, b=2&a=x%20z",
        "/v1/streams/a%20b/c:d, b=2",
    })
    void isRefusedForAnotherPathOrQuery(String path, String query) {
        assertThat(outcome(path, query)).isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    /** The SDKs' form of {@code /tags/a%20b} is {@code /tags/a%2520b}, which sent as it is would be another tag. */
    @Test
    void anSdksSignatureDoesNotCountForThePathThatItsEncodedFormIs() {
        Map<String, String> signed = new RequestSigner("a", "b", "us-east-1", "kinesis")
                .sign(
                        "DELETE",
                        "/tags/a%20b",
                        "",
                        Map.of("Host", "localhost"),
                        new byte[0],
                        Instant.parse("2026-11-30T20:32:06Z"));

        assertThat(SignedRequests.outcome(
                        verifier, ReceivedRequest.of("DELETE", "/tags/a%20b", "", signed, new byte[0])))
                .isEqualTo("a");
        assertThat(SignedRequests.outcome(
                        verifier, ReceivedRequest.of("DELETE", "/tags/a%2520b", "", signed, new byte[0])))
                .isEqualTo(refusal(SignatureErrors.mismatch()));
    }

    private String outcome(String path, String query) {
        return SignedRequests.outcome(verifier, ReceivedRequest.of("GET", path, query, HEADERS, new byte[0]));
    }
}
