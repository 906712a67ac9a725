package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;

/** Each version of HTTP, on both ports, as clients begin it. */
class ProtocolsTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final Duration AWHILE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
        gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anUpgradeToHttp2IsAnsweredAsItStands() throws IOException {
        try (Socket socket = connect()) {
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Type: " + JSON
                            + "\r\nX-Amz-Target: Kinesis_20131202.ListStreams\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void http2WithPriorKnowledgeOnThePlainPort() {
        String host = "127.0.0.1:" + gateway.httpPort();

        assertThat(listStreams(
                        reactor.netty.http.client.HttpClient.create().protocol(HttpProtocol.H2C),
                        "http://" + host,
                        host))
                .contains("\"orders\"");
    }

    @Test
    void bothVersionsOverTls() {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer =
                    gateway.callOverTls(TlsClient.of(version, "TLSv1.3", "TLSv1.2"), "ListStreams", "{}");

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"orders\"");
        }
    }

    private static String listStreams(reactor.netty.http.client.HttpClient client, String endpoint, String host) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        return client.headers(to ->
                        RunningGateway.headers("ListStreams", JSON, body, host).forEach(to::set))
                .post()
                .uri(endpoint + "/")
                .send(ByteBufFlux.fromString(Mono.just("{}")))
                .responseContent()
                .aggregate()
                .asString()
                .block(AWHILE);
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
}
