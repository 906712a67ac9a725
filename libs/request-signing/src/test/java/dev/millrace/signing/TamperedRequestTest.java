package dev.millrace.signing;

import static dev.millrace.signing.SignedRequests.BODY;
import static dev.millrace.signing.SignedRequests.NOW;
import static dev.millrace.signing.SignedRequests.headers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Credential.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody on the way, or a careless client, may make of a signed request. */
class TamperedRequestTest {
    private static final String TOKEN = "a/token+with==%odd signs";
    private static final String ACCEPTED = "accepted";
    private static final String MISMATCH =
            String.valueOf(SignatureErrors.mismatch().getMessage());
    private static final String UNKNOWN =
            String.valueOf(SignatureErrors.unknownKey().getMessage());

    private final RequestSigner signer = new RequestSigner("AKID", "the-secret", "us-east-1", "kinesis");
    private final RequestSigner temporary = new RequestSigner("ASIA", "the-secret", "us-east-1", "kinesis");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # signed           | sent                     | outcome
                    /v1/streams        | /v1/streams              | accepted
                    /v1/streams        | //v1///streams           | accepted
                    /v1/streams        | /v1/./streams            | accepted
                    /v1/streams        | /v1/x/../streams         | accepted
                    /v1/streams        | /../../v1/streams        | accepted
                    /v1/streams        | /v1/streams/             | refused
                    /v1/streams        | /v1/streams/..           | refused
                    /v1/streams        | /v1/%73treams            | refused
                    /v1/streams        | /v1/x/%2e%2e/streams     | refused
                    /v1/streams        | /V1/streams              | refused
                    /v1/streams/a%2Fb  | /v1/streams/a/b          | refused
                    /v1/streams/a%2Fb  | /v1/streams/a%2fb        | refused
                    /v1/streams/a%20b  | /v1/streams/a+b          | refused
                    /v1/streams/..a    | /v1/streams/..a          | accepted
                    /                  | //                       | accepted
                    """)
    void paths(String signed, String sent, String outcome) {
        Map<String, String> headers = signer.sign("POST", signed, "", headers(), BODY, NOW);

        assertThat(outcome(ReceivedRequest.of("POST", sent, "", headers, BODY)))
                .isEqualTo(outcome.equals(ACCEPTED) ? ACCEPTED : MISMATCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    # signed        | sent             | outcome
                    a=1&b=2         | b=2&a=1          | accepted
                    a=1&b=2         | a=1&&b=2&        | accepted
                    a=1&a=2         | a=2&a=1          | accepted
                    a=%7E           | a=~              | accepted
                    a=%2f           | a=%2F            | accepted
                    a               | a=               | accepted
                    a=1             | a=1&b=2          | refused
                    a=1             | ``               | refused
                    a=1&a=2         | a=1              | refused
                    a=1             | A=1              | refused
                    a=%20           | a=+              | refused
                    a=b%26c=d       | a=b&c=d          | refused
                    a=%2525         | a=%25            | refused
                    a=%zz           | a=%25zz          | accepted
                    a=%             | a=%25            | accepted
                    """)
    void queries(String signed, String sent, String outcome) {
        Map<String, String> headers = signer.sign("POST", "/", signed, headers(), BODY, NOW);

        assertThat(outcome(ReceivedRequest.of("POST", "/", sent, headers, BODY)))
                .isEqualTo(outcome.equals(ACCEPTED) ? ACCEPTED : MISMATCH);
    }

    @Test
    void anotherMethod() {
        ReceivedRequest request = signed();

        assertThat(outcome(new ReceivedRequest("GET", "/", "", request.values(), BODY)))
                .isEqualTo(MISMATCH);
    }

    @Test
    void aSignedHeaderSentTwice() {
        for (String name : new String[] {"host", "x-amz-target", "x-amz-date", "content-type"}) {
            ReceivedRequest request = signed();
            String value = request.headers(name).get(0);

            assertThat(outcome(request.with(name, value, value))).as(name).isEqualTo(MISMATCH);
            assertThat(outcome(request.with(name, value, "other"))).as(name).isEqualTo(MISMATCH);
        }
    }

    @Test
    void aSecondAuthorizationIsNotLookedAt() {
        String valid = signed().headers("authorization").get(0);
        String invalid = valid.replaceAll("Signature=.*", "Signature=" + "0".repeat(64));

        assertThat(outcome(signed().with("authorization", invalid, valid))).isEqualTo(MISMATCH);
        assertThat(outcome(signed().with("authorization", valid, invalid))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  localhost:4567", "localhost:4567  ", "\tlocalhost:4567\t"})
    void spacesAroundAValueDoNotCount(String host) {
        assertThat(outcome(signed().with("host", host))).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=%1$s,SignedHeaders=%2$s,Signature=%3$s",
                "  AWS4-HMAC-SHA256   Credential=%1$s ,  SignedHeaders=%2$s  ,Signature=%3$s  ",
                "AWS4-HMAC-SHA256\tSignature=%3$s, Credential=%1$s, SignedHeaders=%2$s",
                "AWS4-HMAC-SHA256 Credential=%1$s, SignedHeaders=%2$s, Signature=%3$s, Other=x",
            })
    void theHeadersOwnSpacesAndOrderDoNotCount(String form) {
        String[] given = signed().headers("authorization").get(0).split("=|, ");
        String header = String.format(form, given[1], given[3], given[5]);
        boolean tab = form.contains("256\t");

        assertThat(outcome(signed().with("authorization", header)))
                .isEqualTo(
                        tab
                                ? SignatureErrors.unsupportedAlgorithm("AWS4-HMAC-SHA256")
                                        .getMessage()
                                : ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA512",
                "AWS4-ECDSA-P256-SHA256",
            })
    void anotherAlgorithm(String algorithm) {
        String header = signed().headers("authorization").get(0).replace("AWS4-HMAC-SHA256", algorithm);

        assertThat(outcome(signed().with("authorization", header)))
                .isEqualTo(SignatureErrors.unsupportedAlgorithm(algorithm).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type;host;host;x-amz-date;x-amz-target",
                "host;content-type;x-amz-date;x-amz-target",
                "content-type;host;x-amz-target;x-amz-date",
            })
    void namesThatAreNotInOrder(String names) {
        String header =
                signed().headers("authorization").get(0).replaceAll("SignedHeaders=[^,]*", "SignedHeaders=" + names);

        assertThat(outcome(signed().with("authorization", header))).isEqualTo(MISMATCH);
    }

    @Test
    void aHeaderNamedThousandsOfTimesCostsNothing() {
        String names = "host" + ";x".repeat(4000);
        String header =
                signed().headers("authorization").get(0).replaceAll("SignedHeaders=[^,]*", "SignedHeaders=" + names);
        int[] asked = {0};
        ReceivedRequest request = signed().with("authorization", header);

        assertThat(outcome(new SignableRequest() {
                    @Override
                    public String method() {
                        return "POST";
                    }

                    @Override
                    public String path() {
                        return "/";
                    }

                    @Override
                    public String query() {
                        return "";
                    }

                    @Override
                    public List<String> headers(String name) {
                        asked[0]++;
                        return request.headers(name);
                    }

                    @Override
                    public byte[] body() {
                        return BODY;
                    }

                    @Override
                    public int bodyLength() {
                        return BODY.length;
                    }
                }))
                .isEqualTo(MISMATCH);
        assertThat(asked[0]).isLessThan(10);
    }

    @Test
    void aBodyThatIsLeftOutIsTakenOnlyWhereItMayBe() {
        Map<String, String> headers = headers();
        headers.put("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
        ReceivedRequest request =
                ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, NOW), BODY);

        assertThat(outcome(request)).isEqualTo(MISMATCH);
        assertThat(verifier(NOW)
                        .verifyWithOptionalBody(request.withBody(new byte[7]))
                        .accessKeyId())
                .isEqualTo("AKID");
    }

    @Test
    void nobodyCanLeaveOutABodyThatWasSigned() {
        ReceivedRequest request =
                signed().with("x-amz-content-sha256", "UNSIGNED-PAYLOAD").withBody(new byte[7]);

        assertThat(refusal(() -> verifier(NOW).verifyWithOptionalBody(request))).isEqualTo(MISMATCH);
        assertThat(refusal(() -> verifier(NOW).verifyWithOptionalBody(signed().withBody(new byte[7]))))
                .isEqualTo(MISMATCH);
        assertThat(verifier(NOW).verifyWithOptionalBody(signed()).accessKeyId()).isEqualTo("AKID");
    }

    /** Chunks that are signed one by one, and chunks that are not, are S3's alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            })
    void chunksOfS3(String hash) {
        Map<String, String> headers = headers();
        headers.put("X-Amz-Content-Sha256", hash);
        headers.put("Content-Encoding", "aws-chunked");
        String chunk =
                "17;chunk-signature=" + "0".repeat(64) + "\r\n" + new String(BODY, StandardCharsets.UTF_8) + "\r\n";
        // What the canonical request of such a client ends with in place of a hash.
        ReceivedRequest named = ReceivedRequest.of(
                "POST", "/", "", signer.sign("POST", "/", "", headers, new byte[0], NOW), new byte[0]);

        assertThat(outcome(named.withBody(chunk.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(MISMATCH);
        assertThat(refusal(() ->
                        verifier(NOW).verifyWithOptionalBody(named.withBody(chunk.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(MISMATCH);
    }

    @Test
    void aReplayIsTakenWithinTheWindowAndNotBeyond() {
        ReceivedRequest request = signed();

        assertThat(refusal(() -> verifier(NOW.plusSeconds(300)).verify(request)))
                .isEqualTo(ACCEPTED);
        assertThat(refusal(() -> verifier(NOW.plusSeconds(301)).verify(request)))
                .startsWith("Signature expired: ");
        assertThat(refusal(() -> verifier(NOW.minusSeconds(301)).verify(request)))
                .startsWith("Signature not yet current: ");
    }

    @Test
    void aLaterDateDoesNotProlongIt() {
        Instant later = NOW.plus(Duration.ofMinutes(20));
        ReceivedRequest request = signed().with("x-amz-date", BasicDate.format(later));

        assertThat(refusal(() -> verifier(later).verify(request))).isEqualTo(MISMATCH);
    }

    @Test
    void aPresignedRequestOfTemporaryCredentialsNeedsItsToken() {
        String token = "X-Amz-Security-Token=" + encoded(TOKEN);
        String query = temporary.presign("GET", "/v1/streams", token, host(), new byte[0], NOW, Duration.ofHours(1));
        String otherToken = query.replace(token, "X-Amz-Security-Token=other");

        assertThat(outcome(presigned(query))).isEqualTo(ACCEPTED);
        assertThat(outcome(presigned(query.replace(token + "&", "")))).isEqualTo(UNKNOWN);
        assertThat(outcome(presigned(otherToken))).isEqualTo(UNKNOWN);
        assertThat(outcome(presigned(query.replace(token + "&", "")).with("x-amz-security-token", TOKEN)))
                .isEqualTo(UNKNOWN);
        assertThat(refusal(() -> verifier(NOW.plusSeconds(601)).verify(presigned(query))))
                .isEqualTo(SignatureErrors.expiredSession().getMessage());
    }

    @Test
    void aTokenThatIsAddedToTheQueryWasNotSigned() {
        String query = temporary.presign("GET", "/v1/streams", "", host(), new byte[0], NOW, Duration.ofHours(1));

        assertThat(outcome(presigned(query + "&X-Amz-Security-Token=" + encoded(TOKEN))))
                .isEqualTo(MISMATCH);
    }

    @Test
    void aPresignedRequestIsForWhatWasPresigned() {
        String query = signer.presign("GET", "/v1/streams", "limit=1", host(), new byte[0], NOW, Duration.ofHours(1));

        assertThat(outcome(presigned(query))).isEqualTo(ACCEPTED);
        assertThat(outcome(presigned(query.replace("limit=1", "limit=2")))).isEqualTo(MISMATCH);
        assertThat(outcome(presigned(query.replace("Expires=3600", "Expires=7200"))))
                .isEqualTo(MISMATCH);
        assertThat(outcome(presigned(query + "&limit=2"))).isEqualTo(MISMATCH);
        assertThat(outcome(presigned(query).withBody(BODY))).isEqualTo(MISMATCH);
        assertThat(outcome(ReceivedRequest.of("DELETE", "/v1/streams", query, host(), new byte[0])))
                .isEqualTo(MISMATCH);
        assertThat(outcome(presigned(query + "&X-Amz-Signature=" + "0".repeat(64))))
                .isEqualTo(ACCEPTED);
        assertThat(outcome(presigned("X-Amz-Signature=" + "0".repeat(64) + "&" + query)))
                .isEqualTo(MISMATCH);
    }

    private static String encoded(String text) {
        ByteText to = new ByteText();
        UriEncoding.appendEncoded(text, false, to);
        return to.toString();
    }

    private static ReceivedRequest presigned(String query) {
        return ReceivedRequest.of("GET", "/v1/streams", query, host(), new byte[0]);
    }

    private ReceivedRequest signed() {
        return ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers(), BODY, NOW), BODY);
    }

    private static Map<String, String> host() {
        return Map.of("Host", "localhost:4567");
    }

    private static SignatureVerifier verifier(Instant now) {
        return new SignatureVerifier(
                TamperedRequestTest::find, "us-east-1", "kinesis", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Optional<Credential> find(String accessKeyId) {
        Principal root = Principal.rootOf("000000000000");
        return switch (accessKeyId) {
            case "AKID" -> Optional.of(Credential.lasting(accessKeyId, "the-secret", root));
            case "ASIA" ->
                Optional.of(new Credential(
                        accessKeyId,
                        "the-secret",
                        root,
                        Optional.of(new Session(TOKEN, NOW, NOW.plusSeconds(600), Optional.empty()))));
            default -> Optional.empty();
        };
    }

    private static String outcome(SignableRequest request) {
        return refusal(() -> verifier(NOW).verify(request));
    }

    private static String refusal(Runnable verification) {
        try {
            verification.run();
            return ACCEPTED;
        } catch (KinesisException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
