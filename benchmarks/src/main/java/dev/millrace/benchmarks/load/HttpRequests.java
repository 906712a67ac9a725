package dev.millrace.benchmarks.load;

import dev.millrace.signing.RequestSigner;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Signed requests as bytes, ready for a socket. Not thread-safe. */
final class HttpRequests {
    private final RequestSigner signer;
    private final String authority;

    HttpRequests(Options options) {
        this.signer = new RequestSigner(options.accessKeyId(), options.secretAccessKey(), options.region(), "kinesis");
        this.authority = authorityOf(options.endpoint());
    }

    static String authorityOf(URI endpoint) {
        return endpoint.getHost() + ":" + endpoint.getPort();
    }

    /** A request whose signature counts for five minutes from now. */
    ByteBuffer sign(String operation, byte[] body) {
        Map<String, String> headers = Map.of(
                "Host",
                authority,
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "Kinesis_20131202." + operation);
        StringBuilder head = new StringBuilder(640).append("POST / HTTP/1.1\r\n");
        signer.sign("POST", "/", "", headers, body, Instant.now())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        // Direct, so that each of the many sends of a replayed request is free of a copy.
        return ByteBuffer.allocateDirect(headBytes.length + body.length)
                .put(headBytes)
                .put(body)
                .flip();
    }
}
