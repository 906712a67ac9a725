package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Credential.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that botocore 1.43 signed on 2026-01-02 at 03:04:05 UTC, one a line: name, method, path, query, headers
 * (separated by U+001F), body in base64.
 */
class SignedByBotocoreTest {
    private static final Instant SIGNED_AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Principal ROOT = Principal.rootOf("000000000000");

    private final SignatureVerifier verifier = new SignatureVerifier(
            SignedByBotocoreTest::find, "us-east-1", "kinesis", Clock.fixed(SIGNED_AT, ZoneOffset.UTC));

    static Stream<String> lines() throws IOException {
        try (var file = SignedByBotocoreTest.class.getResourceAsStream("/signed-by-botocore.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isVerified(String line) {
        ReceivedRequest request = parse(line);

        assertThat(verifier.verifyWithOptionalBody(request).secretAccessKey()).isEqualTo(SECRET);
        if (request.headers("x-amz-content-sha256").isEmpty()) {
            assertThat(verifier.verify(request).secretAccessKey()).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isRefusedForAnotherTarget(String line) {
        ReceivedRequest request = parse(line).with("x-amz-target", "Kinesis_20131202.DeleteStream");

        assertThatThrownBy(() -> verifier.verify(request))
                .hasMessage(SignatureErrors.mismatch().getMessage());
    }

    private static ReceivedRequest parse(String line) {
        String[] columns = line.split("\t", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : columns[4].split("\u001f", -1)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1));
        }
        return ReceivedRequest.of(
                columns[1], columns[2], columns[3], headers, Base64.getDecoder().decode(columns[5]));
    }

    private static Optional<Credential> find(String accessKeyId) {
        return switch (accessKeyId) {
            case "AKIDEXAMPLE" -> Optional.of(Credential.lasting(accessKeyId, SECRET, ROOT));
            case "ASIAEXAMPLE" ->
                Optional.of(new Credential(
                        accessKeyId,
                        SECRET,
                        ROOT,
                        Optional.of(new Session(
                                "session/token+with=odd", SIGNED_AT, SIGNED_AT.plusSeconds(60), Optional.empty()))));
            default -> Optional.empty();
        };
    }
}
