package dev.millrace.fuzzing.targets;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.Credential;
import dev.millrace.signing.Principal;
import dev.millrace.signing.RequestSigner;
import dev.millrace.signing.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signed requests as text, made by {@link TextRequest}. Whatever was changed: the answer is the owner of the key, or one of
 * the refusals.
 */
final class Signatures implements FuzzTarget {
    private static final String KEY = "AKIAFUZZING000000001";
    private static final String SECRET = "no secret at all";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SignatureVerifier verifier = new SignatureVerifier(
            id -> id.equals(KEY)
                    ? Optional.of(Credential.lasting(KEY, SECRET, Principal.rootOf("000000000000")))
                    : Optional.empty(),
            "us-east-1",
            "kinesis",
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Override
    public List<byte[]> seeds() {
        RequestSigner signer = new RequestSigner(KEY, SECRET, "us-east-1", "kinesis");
        byte[] body = "{\"Limit\":1}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "stream.example.org:4567");
        headers.put("X-Amz-Target", "Kinesis_20131202.ListStreams");
        headers.put("Content-Type", "application/x-amz-json-1.1");
        Map<String, String> signed = new LinkedHashMap<>(headers);
        signed.putAll(signer.sign("POST", "/", "", headers, body, NOW));
        Map<String, String> host = Map.of("Host", "stream.example.org:4567");
        String query = signer.presign(
                "GET", "/v1/streams/a%20b/x", "c=%C3%A9&a=1&a=0", host, new byte[0], NOW, Duration.ofMinutes(1));
        return List.of(
                TextRequest.of("POST", "/", "", signed, body),
                TextRequest.of("GET", "/v1/streams/a%20b/x", query, host, new byte[0]));
    }

    @Override
    public void read(byte[] input) {
        TextRequest request = TextRequest.parse(input);
        try {
            requireOwner(verifier.verify(request));
            requireOwner(verifier.verifyWithOptionalBody(request));
        } catch (KinesisException refused) {
            if (refused.type().httpStatus() >= 500) {
                throw new AssertionError("refused as a fault of ours", refused);
            }
        }
    }

    private static void requireOwner(Credential credential) {
        if (!credential.accessKeyId().equals(KEY)) {
            throw new AssertionError("somebody else's credential");
        }
    }
}
