package dev.millrace.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of AWS's published test suite and documentation; all signed at 2015-08-30 12:36:00 UTC. */
class PublishedVectorsTest {
    private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Map<String, String> HOST = Map.of("Host", "example.amazonaws.com");
    private static final RequestSigner SIGNER = new RequestSigner("AKIDEXAMPLE", SECRET, "us-east-1", "service");
    private static final SignatureVerifier VERIFIER = new SignatureVerifier(
            key -> Optional.of(Credential.lasting(key, SECRET, Principal.rootOf("000000000000"))),
            "us-east-1",
            "service",
            Clock.fixed(SIGNED_AT, ZoneOffset.UTC));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    get-vanilla | GET | / | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    get-vanilla-query | GET | / | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    get-vanilla-empty-query-key | GET | / | Param1=value1 | a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
                    get-vanilla-query-order-key-case | GET | / | Param2=value2&Param1=value1 | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
                    get-vanilla-query-unreserved | GET | / | -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
                    get-vanilla-utf8-query | GET | / | %E1%88%B4=bar | 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
                    get-unreserved | GET | /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | `` | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
                    get-utf8 | GET | /\u00e1\u0088\u00b4 | `` | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
                    get-space | GET | /example space/ | `` | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
                    get-slash | GET | // | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    get-slash-dot-slash | GET | /./ | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    get-slash-pointless-dot | GET | /./example | `` | ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
                    get-slashes | GET | //example// | `` | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
                    get-relative | GET | /example/.. | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    get-relative-relative | GET | /example1/example2/../.. | `` | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    post-vanilla | POST | / | `` | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
                    post-vanilla-query | POST | / | Param1=value1 | 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
                    """)
    void suite(String name, String method, String path, String query, String signature) {
        Map<String, String> signed = SIGNER.sign(method, path, query, HOST, new byte[0], SIGNED_AT);

        assertThat(signed.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-date, Signature=" + signature);
        assertThat(VERIFIER.verify(ReceivedRequest.of(method, path, query, signed, new byte[0]))
                        .accessKeyId())
                .isEqualTo("AKIDEXAMPLE");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    get-header-key-duplicate | GET | My-Header1 | value2,value2,value1 | `` | c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
                    get-header-value-order | GET | My-Header1 | value4,value1,value3,value2 | `` | 08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
                    post-header-key-case | POST | MY-HEADER1 | value1 | `` | c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
                    post-header-value-case | POST | My-Header1 | VALUE1 | `` | cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d
                    post-x-www-form-urlencoded | POST | Content-Type | application/x-www-form-urlencoded | Param1=value1 | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
                    """)
    void suiteWithAHeader(String name, String method, String header, String value, String body, String signature) {
        Map<String, String> headers = new HashMap<>(HOST);
        headers.put(header, value);

        assertThat(SIGNER.sign(method, "/", "", headers, body.getBytes(StandardCharsets.UTF_8), SIGNED_AT)
                        .get("Authorization"))
                .endsWith("Signature=" + signature);
    }

    @Test
    void getHeaderValueTrim() {
        Map<String, String> headers = new HashMap<>(HOST);
        headers.put("My-Header1", " value1");
        headers.put("My-Header2", " \"a   b   c\"");

        assertThat(SIGNER.sign("GET", "/", "", headers, new byte[0], SIGNED_AT).get("Authorization"))
                .endsWith("SignedHeaders=host;my-header1;my-header2;x-amz-date, "
                        + "Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    }

    @Test
    void postStsHeaderBefore() {
        Map<String, String> headers = new HashMap<>(HOST);
        headers.put(
                "X-Amz-Security-Token",
                "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUu"
                        + "wthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6"
                        + "q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSI"
                        + "lTJabIQwj2ICCR/oLxBA==");

        assertThat(SIGNER.sign("POST", "/", "", headers, new byte[0], SIGNED_AT).get("Authorization"))
                .endsWith("SignedHeaders=host;x-amz-date;x-amz-security-token, "
                        + "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    /** S3's example signs no body, which S3 alone takes; the rest is the same for all services. */
    @Test
    void thePresignedExampleOfS3() {
        RequestSigner signer = new RequestSigner(
                "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "s3");
        Instant signedAt = Instant.parse("2013-05-24T00:00:00Z");
        Map<String, String> host = Map.of("Host", "examplebucket.s3.amazonaws.com");
        SignatureVerifier verifier = new SignatureVerifier(
                key -> Optional.of(Credential.lasting(
                        key, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Principal.rootOf("000000000000"))),
                "us-east-1",
                "s3",
                Clock.fixed(signedAt.plus(Duration.ofHours(23)), ZoneOffset.UTC));
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        ReceivedRequest request = ReceivedRequest.of("GET", "/test.txt", query, host, new byte[0])
                .with("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        assertThat(verifier.verifyWithOptionalBody(request).accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
        assertThat(signer.presign("GET", "/test.txt", "", host, new byte[0], signedAt, Duration.ofDays(1)))
                .startsWith(query.substring(0, query.lastIndexOf('=')));
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
