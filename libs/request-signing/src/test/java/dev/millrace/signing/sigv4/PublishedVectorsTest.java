package dev.millrace.signing.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of AWS's published test suite and documentation; all signed at 2015-08-30 12:36:00 UTC. */
class PublishedVectorsTest {
    private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            value = {
                "get-vanilla, GET, /, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-vanilla-query-order-key-case, GET, /, Param2=value2&Param1=value1,"
                        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "get-slashes, GET, //example//, '', 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
                "get-relative, GET, /example/.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "post-vanilla, POST, /, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            })
    void suite(String name, String method, String path, String query, String signature) {
        RequestSigner signer = new RequestSigner("AKIDEXAMPLE", SECRET, "us-east-1", "service");

        Map<String, String> signed =
                signer.sign(method, path, query, Map.of("Host", "example.amazonaws.com"), new byte[0], SIGNED_AT);

        assertThat(signed.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void theExampleOfTheIamGuide() {
        RequestSigner signer = new RequestSigner("AKIDEXAMPLE", SECRET, "us-east-1", "iam");

        Map<String, String> signed = signer.sign(
                "GET",
                "/",
                "Action=ListUsers&Version=2010-05-08",
                Map.of(
                        "Host", "iam.amazonaws.com",
                        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                "".getBytes(StandardCharsets.UTF_8),
                SIGNED_AT);

        assertThat(signed.get("Authorization"))
                .endsWith("Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void theSigningKeyOfTheGuide() {
        CredentialScope scope = CredentialScope.of("AKIDEXAMPLE", "20150830", "us-east-1", "iam");

        assertThat(SigningKeys.derive(scope, SECRET, new Sha256()).getEncoded())
                .asHexString()
                .isEqualToIgnoringCase("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }
}
