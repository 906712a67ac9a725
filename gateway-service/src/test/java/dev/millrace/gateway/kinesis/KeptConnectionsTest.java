package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that clients send one request after the other on. */
class KeptConnectionsTest {
    /** Answered without asking anybody. */
    private static final String AT_ONCE = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /**
     * A client's next request is often there before the last answer is wholly done with here.
     *
     * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">Keep-alive connection stops reading</a>
     */
    @Test
    void aConnectionIsReadOnAfterARequestThatHadToWaitForTheOneBefore() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.httpPort())) {
            socket.setSoTimeout(60_000);
            DataInputStream answers = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 20; i++) {
                write(socket, answeredLater() + AT_ONCE);
                assertThat(status(answers)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(status(answers)).isEqualTo("HTTP/1.1 403 Forbidden");
            }
        }
    }

    private static String answeredLater() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = RunningGateway.headers(
                "DescribeLimits", "application/x-amz-json-1.1", body, "127.0.0.1:" + gateway.httpPort());
        StringBuilder request = new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 2\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n{}").toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The first line of an answer, which is read to its end. */
    @SuppressWarnings("deprecation") // Heads are ASCII, a byte a character.
    private static String status(DataInputStream answers) throws IOException {
        String status = answers.readLine();
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        answers.readNBytes(length);
        return status;
    }
}
