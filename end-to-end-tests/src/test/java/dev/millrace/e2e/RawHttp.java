package dev.millrace.e2e;

import dev.millrace.e2e.stack.Access;
import dev.millrace.signing.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP/1.1 by hand, for requests that no decent client sends. */
final class RawHttp {
    private final Access access;

    RawHttp(Access access) {
        this.access = access;
    }

    /**
     * What a server sent before it closed the connection.
     *
     * @param status 0 when it closed the connection without an answer
     */
    record Answer(int status, String text) {
        static Answer parse(String text) {
            return new Answer(text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
        }
    }

    Map<String, String> headers(String operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", access.endpoint().getAuthority());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "Kinesis_20131202." + operation);
        return headers;
    }

    /** The headers of a request that the stack's own credentials sign. */
    Map<String, String> signed(String operation, byte[] body, Instant now) {
        return signer(access.accessKeyId(), access.secretAccessKey())
                .sign("POST", "/", "", headers(operation), body, now);
    }

    RequestSigner signer(String accessKeyId, String secretAccessKey) {
        return new RequestSigner(accessKeyId, secretAccessKey, access.region().id(), "kinesis");
    }

    /** Sends a request and reads until the server closes, as it is asked to. */
    Answer send(Map<String, String> headers, byte[] body) {
        return exchange(bytes(headers, body), false);
    }

    /** Sends any bytes, says that no more will come, and reads until the server closes. */
    Answer exchange(byte[] bytes) {
        return exchange(bytes, true);
    }

    private Answer exchange(byte[] bytes, boolean last) {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(bytes);
                if (last) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // The server may close before it has read everything; what it said is still there to be read.
            }
            return Answer.parse(readToEnd(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket open() throws IOException {
        Socket socket =
                new Socket(access.endpoint().getHost(), access.endpoint().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    static byte[] bytes(Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    static String readToEnd(Socket socket) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor closed", e);
        } catch (IOException e) {
            // Reset: what came before counts.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
