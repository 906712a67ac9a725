package dev.millrace.gateway.front.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners for some, behind proxies and as endpoints: who gets through, and what policies are told of the way. */
class NamedListenersTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String NO_PREAMBLE = "";
    private static final byte[] PROXY_V2 = {
        0x0d,
        0x0a,
        0x0d,
        0x0a,
        0x00,
        0x0d,
        0x0a,
        0x51,
        0x55,
        0x49,
        0x54,
        0x0a, // signature
        0x21,
        0x11,
        0x00,
        0x0c, // version 2, PROXY; TCP over IPv4; 12 bytes
        (byte) 203,
        0,
        113,
        9,
        127,
        0,
        0,
        1,
        0x12,
        0x34,
        0x11,
        (byte) 0xd7
    };

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                directory,
                "millrace.gateway.listeners[0].name=vpce-orders",
                "millrace.gateway.listeners[0].port=0",
                "millrace.gateway.listeners[1].name=behind-proxies",
                "millrace.gateway.listeners[1].port=0",
                "millrace.gateway.listeners[1].proxies=127.0.0.0/8",
                "millrace.gateway.listeners[2].name=proxy-protocol",
                "millrace.gateway.listeners[2].port=0",
                "millrace.gateway.listeners[2].proxy-protocol=true",
                "millrace.gateway.listeners[2].proxies=127.0.0.1",
                "millrace.gateway.listeners[2].allowed-networks=203.0.113.0/24",
                "millrace.gateway.listeners[3].name=for-others",
                "millrace.gateway.listeners[3].port=0",
                "millrace.gateway.listeners[3].allowed-networks=10.9.0.0/16,fd00::/8",
                "millrace.gateway.listeners[4].name=rest-only",
                "millrace.gateway.listeners[4].port=0",
                "millrace.gateway.listeners[4].faces=rest",
                "millrace.gateway.listeners[5].name=other-proxies",
                "millrace.gateway.listeners[5].port=0",
                "millrace.gateway.listeners[5].proxy-protocol=true",
                "millrace.gateway.listeners[5].proxies=10.0.0.1");
        gateway.directory.putUser("local", allowIf("\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.0/8\"}"));
        gateway.directory.putUser("outer", allowIf("\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}"));
        gateway.directory.putUser("secure", allowIf("\"Bool\": {\"aws:SecureTransport\": \"true\"}"));
        gateway.directory.putUser(
                "private",
                allowIf("\"StringEquals\": {\"aws:SourceVpce\": \"vpce-orders\"},"
                        + " \"IpAddress\": {\"aws:VpcSourceIp\": \"127.0.0.1\"}"));
        await().untilAsserted(
                        () -> assertThat(call("http", "local", "", NO_PREAMBLE)).contains(" 200 "));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http,           local,   200",
        "http,           private, 400",
        "vpce-orders,    private, 200",
        "vpce-orders,    local,   400", // its addresses have a name of their own
        "behind-proxies, private, 400"
    })
    void anEndpointIsKnownToPoliciesByItsName(String listener, String user, int status) throws IOException {
        assertThat(call(listener, user, "", NO_PREAMBLE)).contains(" " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "http,           outer,  400",
        "http,           local,  200",
        "http,           secure, 400",
        "behind-proxies, outer,  200",
        "behind-proxies, local,  400",
        "behind-proxies, secure, 200"
    })
    void forwardedHeadersCountFromProxiesOnly(String listener, String user, int status) throws IOException {
        String claimed = "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n";

        assertThat(call(listener, user, claimed, NO_PREAMBLE)).contains(" " + status + " ");
    }

    @Test
    void theProxyProtocolSaysWhomAConnectionIsOf() throws IOException {
        assertThat(call("proxy-protocol", "outer", "", "PROXY TCP4 203.0.113.9 127.0.0.1 4711 4567\r\n"))
                .contains(" 200 ");
        assertThat(call("proxy-protocol", "outer", "", new String(PROXY_V2, ISO_8859_1)))
                .contains(" 200 ");
        assertThat(call("proxy-protocol", "local", "", "PROXY TCP4 203.0.113.9 127.0.0.1 4711 4567\r\n"))
                .contains(" 400 ");
    }

    @Test
    void aConnectionThatDoesNotSayWhomItIsOfIsClosed() throws IOException {
        assertThat(call("proxy-protocol", "local", "", NO_PREAMBLE)).isEmpty();
        assertThat(call("proxy-protocol", "local", "", "PROXY UNKNOWN\r\n")).isEmpty();
    }

    @Test
    void allowedNetworksHoldForTheClientOfAProxy() throws IOException {
        assertThat(call("proxy-protocol", "outer", "", "PROXY TCP4 198.51.100.1 127.0.0.1 4711 4567\r\n"))
                .isEmpty();
    }

    @Test
    void whoeverIsNoProxyCannotSpeakTheProxyProtocol() throws IOException {
        assertThat(call("other-proxies", "outer", "", "PROXY TCP4 10.0.0.1 127.0.0.1 4711 4567\r\n"))
                .isEmpty();
    }

    @Test
    void aConnectionFromElsewhereIsClosedUnheardAndCounted() throws IOException {
        double before = gateway.count("millrace.gateway.connections.refused", "listener", "for-others");

        assertThat(call("for-others", "local", "", NO_PREAMBLE)).isEmpty();

        assertThat(gateway.count("millrace.gateway.connections.refused", "listener", "for-others"))
                .isEqualTo(before + 1);
    }

    @Test
    void aListenerIsForItsFacesOnly() throws IOException {
        assertThat(call("rest-only", "local", "", NO_PREAMBLE)).contains(" 404 ");
        assertThat(get("rest-only", "/v1/streams")).contains(" 401 ");
        assertThat(get("rest-only", "/v1/streams/s/consumers/c/events")).contains(" 404 ");
        assertThat(get("rest-only", "/v1/streams/s/consumers/c/%65vents;a=b?x=1"))
                .contains(" 404 ");
        assertThat(get("rest-only", "/actuator/health")).contains(" 404 ");
    }

    private static String get(String listener, String path) throws IOException {
        return exchange(listener, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    /** A signed ListStreams of a user; the first line of the answer, or nothing if the connection was closed. */
    private static String call(String listener, String user, String moreHeaders, String preamble) throws IOException {
        String host = "127.0.0.1:" + port(listener);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", host);
        headers.put("Content-Type", JSON);
        headers.put("X-Amz-Target", "Kinesis_20131202.ListStreams");
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        new RequestSigner(user.toUpperCase(Locale.ROOT), user, RunningGateway.REGION, "kinesis")
                .sign("POST", "/", "", headers, "{}".getBytes(UTF_8), Instant.now())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append(moreHeaders).append("Connection: close\r\nContent-Length: 2\r\n\r\n{}");
        return exchange(listener, preamble + head);
    }

    private static String exchange(String listener, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port(listener))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(UTF_8).lines().findFirst().orElse("");
        } catch (SocketException reset) {
            return "";
        }
    }

    private static int port(String listener) {
        return listener.equals("http") ? gateway.httpPort() : gateway.listenerPort(listener);
    }

    private static String allowIf(String condition) {
        return "{\"Effect\": \"Allow\", \"Action\": \"kinesis:*\", \"Resource\": \"*\", \"Condition\": {" + condition
                + "}}";
    }
}
