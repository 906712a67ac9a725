package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningNameTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<String, String> HOST = Map.of("Host", "localhost:4567");

    private final RequestSigner signer = new RequestSigner("AKID", "the-secret", "us-east-1", "iam");

    @Test
    void inTheHeader() {
        Map<String, String> signed = signer.sign("POST", "/", "", HOST, new byte[0], NOW);

        assertThat(SigningName.of(ReceivedRequest.of("POST", "/", "", signed, new byte[0])))
                .contains("iam");
    }

    @Test
    void inTheQuery() {
        String query = signer.presign("GET", "/", "", HOST, new byte[0], NOW, Duration.ofMinutes(1));

        assertThat(SigningName.of(ReceivedRequest.of("GET", "/", query, HOST, new byte[0])))
                .contains("iam");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/sts/aws4_request",
                "Credential=AKID/20260102/us-east-1/sts/aws4_request , Signature=x",
            })
    void whereverTheCredentialStands(String authorization) {
        assertThat(SigningName.of(withAuthorization(authorization))).contains("sts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "AWS4-HMAC-SHA256 Credential=AKID", "AWS4-HMAC-SHA256 Credential=", ""})
    void nowhere(String authorization) {
        assertThat(SigningName.of(withAuthorization(authorization))).isEmpty();
    }

    @Test
    void notWithoutCredentials() {
        assertThat(SigningName.of(ReceivedRequest.of("GET", "/", "", HOST, new byte[0])))
                .isEmpty();
        assertThat(SigningName.of(ReceivedRequest.of("GET", "/", "a=b", HOST, new byte[0])))
                .isEmpty();
    }

    private static ReceivedRequest withAuthorization(String authorization) {
        return ReceivedRequest.of("POST", "/", "", HOST, new byte[0]).with("authorization", authorization);
    }
}
