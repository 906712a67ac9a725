package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are too large or do not come to their end, on bare sockets. */
class LargeAndSlowRequestsTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final Duration AWHILE = Duration.ofSeconds(60);

    private static final byte HEADERS = 1;
    private static final byte SETTINGS = 4;
    private static final byte END_STREAM = 1;
    private static final byte END_HEADERS = 4;

    /** GET / of the authority "a", by HPACK's static table. */
    private static final byte[] GET = {(byte) 0x82, (byte) 0x84, (byte) 0x86, 0x41, 1, 'a'};

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                directory,
                "millrace.gateway.testing.header-timeout=2s",
                "millrace.gateway.testing.least-body-rate=1KB");
        gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anAnnouncedBodyOverTheCapIsNotRead() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nContent-Length: 20000000\r\n\r\n");

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aBodyThatGrowsOverTheCapIsCutOff() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = new byte[1024 * 1024];
            Arrays.fill(chunk, (byte) ' ');
            try {
                for (int i = 0; i < 20; i++) {
                    write(socket, "100000\r\n");
                    socket.getOutputStream().write(chunk);
                    write(socket, "\r\n");
                }
            } catch (IOException closedMeanwhile) {
                // The answer may come before the whole body is sent.
            }

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aBodyOfTenMebibytesIsAccepted() {
        String data = "A".repeat(4 * 1024 * 1024 / 3 * 4);
        HttpResponse<String> answer = gateway.call(
                "PutRecord", "{\"StreamName\":\"orders\",\"PartitionKey\":\"a\",\"Data\":\"" + data + "\"}");

        assertThat(answer.body()).contains("Member must have length less than or equal to 1048576");
    }

    @Test
    void aHeadThatDripsIsCutOff() {
        assertCutOffWhileDripping("POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    }

    @Test
    void aSecondHeadThatDripsIsCutOffToo() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");

            drip(socket, "POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        }
    }

    @Test
    void aSecondHeadThatDripsIsCutOffOnHttp2Too() throws IOException {
        try (Socket socket = connect()) {
            write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            frame(socket, SETTINGS, 0, 0, new byte[0]);
            frame(socket, HEADERS, END_STREAM | END_HEADERS, 1, GET);
            awaitHeadersOf(1, socket);

            // A head that announces more than it brings.
            socket.getOutputStream().write(new byte[] {0, 1, 0, HEADERS, END_STREAM | END_HEADERS, 0, 0, 0, 3});
            drip(socket, "");
        }
    }

    @Test
    void aBodyThatDripsIsCutOff() {
        assertCutOffWhileDripping(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + JSON + "\r\nContent-Length: 100000\r\n\r\n");
    }

    @Test
    void aConnectionMayRestBetweenTwoRequests() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");
            drain(socket);

            // Longer than a head may take.
            Instant rested = Instant.now().plusMillis(2500);
            await().pollInterval(Duration.ofMillis(100))
                    .until(() -> Instant.now().isAfter(rested));

            write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    private static void assertCutOffWhileDripping(String beginning) {
        try (Socket socket = connect()) {
            drip(socket, beginning);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a byte now and then until the other side has had enough. */
    private static void drip(Socket socket, String beginning) throws IOException {
        write(socket, beginning);
        await().atMost(AWHILE).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                write(socket, "x");
                return socket.getInputStream().available() > 0
                        && socket.getInputStream().read(new byte[4096]) < 0;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.httpPort());
        socket.setSoTimeout((int) AWHILE.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void drain(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("</AccessDeniedException>\n")) {
            text.append((char) socket.getInputStream().read());
        }
    }

    private static void frame(Socket socket, int type, int flags, int stream, byte[] payload) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags});
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    /** Reads frames up to the head of a stream's answer. */
    private static void awaitHeadersOf(int stream, Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.readByte();
            int ofStream = in.readInt();
            in.readFully(new byte[length]);
            if (type == HEADERS && ofStream == stream) {
                return;
            }
        }
    }
}
