package dev.millrace.signing;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.Credential.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Requests that are signed, and what a verifier makes of them that knows two keys: a lasting one, and one for a minute. */
final class SignedRequests {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final byte[] BODY = "{\"StreamName\":\"orders\"}".getBytes(StandardCharsets.UTF_8);
    static final Credential ROOT = Credential.lasting("AKROOT", "the-secret", Principal.rootOf("000000000000"));
    static final Credential SESSION = new Credential(
            "ASIATEMP",
            "another-secret",
            Principal.rootOf("000000000000"),
            Optional.of(new Session("the-token", NOW, NOW.plusSeconds(60), Optional.empty())));

    /** Of the lasting key, for what the verifier verifies. */
    static final RequestSigner SIGNER = signer("us-east-1", "kinesis");

    private SignedRequests() {}

    /** Of the lasting key, for any scope. */
    static RequestSigner signer(String region, String service) {
        return new RequestSigner("AKROOT", "the-secret", region, service);
    }

    static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost:4567");
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "Kinesis_20131202.DescribeStream");
        return headers;
    }

    static ReceivedRequest signedAt(Instant time) {
        return signed(SIGNER, headers(), time);
    }

    static ReceivedRequest signed(RequestSigner signer, Map<String, String> headers) {
        return signed(signer, headers, NOW);
    }

    private static ReceivedRequest signed(RequestSigner signer, Map<String, String> headers, Instant time) {
        return ReceivedRequest.of("POST", "/", "", signer.sign("POST", "/", "", headers, BODY, time), BODY);
    }

    static ReceivedRequest presigned(String query) {
        return ReceivedRequest.of("POST", "/", query, headers(), BODY);
    }

    static SignatureVerifier verifierAt(Instant now) {
        return new SignatureVerifier(SignedRequests::find, "us-east-1", "kinesis", Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The access key that was verified, or why none was. */
    static String verifyAt(Instant now, SignableRequest request) {
        return outcome(verifierAt(now), request);
    }

    static String outcome(SignatureVerifier verifier, SignableRequest request) {
        try {
            return verifier.verify(request).accessKeyId();
        } catch (KinesisException e) {
            return refusal(e);
        }
    }

    static String refusal(KinesisException error) {
        return refusal(error.type(), String.valueOf(error.getMessage()));
    }

    static String refusal(ErrorType type, String message) {
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
