package dev.millrace.gateway.front.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.front.request.TrustedProxies.Sender;
import dev.millrace.policy.IpAddress;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request is held to come from, whatever its headers claim. */
class TrustedProxiesTest {
    private static final Networks PROXIES = Networks.parse(List.of("10.0.0.0/24", "fd00::/8"));
    private static final String PROXY = "10.0.0.7";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.9                             | 203.0.113.9
        203.0.113.9:4711                        | 203.0.113.9
        6.6.6.6, 203.0.113.9                    | 203.0.113.9
        6.6.6.6, 203.0.113.9, 10.0.0.3          | 203.0.113.9
        not an address, 203.0.113.9             | 203.0.113.9
        "open quotation, 203.0.113.9            | 203.0.113.9
        2001:db8::1                             | 2001:db8:0:0:0:0:0:1
        6.6.6.6, [2001:db8::1]:443, fd00::2     | 2001:db8:0:0:0:0:0:1
        ::ffff:203.0.113.9                      | 203.0.113.9
        10.0.0.3                                | 10.0.0.3
        unknown                                 | 10.0.0.7
        203.0.113.9, unknown                    | 10.0.0.7
        203.0.113.9,                            | 10.0.0.7
        203.0.113.999                           | 10.0.0.7
        203.0.113.9:port                        | 10.0.0.7
        [2001:db8::1                            | 10.0.0.7
        """)
    void theFirstThatIsNoProxyCounts(String header, String expected) {
        assertThat(sender(ForwardedHeader.X_FORWARDED, PROXY, "X-Forwarded-For", header))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        for=203.0.113.9                                      | 203.0.113.9
        For="203.0.113.9:4711";proto=https;by=10.0.0.7       | 203.0.113.9
        for=6.6.6.6, for=203.0.113.9                         | 203.0.113.9
        for=6.6.6.6, for=203.0.113.9, for=10.0.0.3           | 203.0.113.9
        for="6.6.6.6, for=203.0.113.9                        | 203.0.113.9
        for="[2001:db8::1]:443"                              | 2001:db8:0:0:0:0:0:1
        by="a,b;c";for=203.0.113.9                           | 203.0.113.9
        for=unknown                                          | 10.0.0.7
        for=_hidden                                          | 10.0.0.7
        for=203.0.113.9;for=203.0.113.8                      | 10.0.0.7
        proto=https                                          | 10.0.0.7
        203.0.113.9                                          | 10.0.0.7
        """)
    void soInTheStandardHeader(String header, String expected) {
        assertThat(sender(ForwardedHeader.FORWARDED, PROXY, "Forwarded", header))
                .isEqualTo(expected);
    }

    @Test
    void linesOfAHeaderAreOneList() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("X-Forwarded-For", "6.6.6.6")
                .add("X-Forwarded-For", "203.0.113.9")
                .add("X-Forwarded-For", "10.0.0.3");

        assertThat(sender(ForwardedHeader.X_FORWARDED, PROXY, headers)).hasToString("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP"})
    void whoIsNoProxyCanClaimNothing(String header) {
        assertThat(sender(ForwardedHeader.X_FORWARDED, "203.0.113.5", header, "6.6.6.6"))
                .isEqualTo("203.0.113.5");
        assertThat(sender(ForwardedHeader.FORWARDED, "203.0.113.5", header, "for=6.6.6.6"))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void aHeaderThatTheProxyDoesNotWriteIsTheClients() {
        HttpHeaders headers =
                new DefaultHttpHeaders().add("Forwarded", "for=6.6.6.6").add("X-Forwarded-For", "203.0.113.9");

        assertThat(sender(ForwardedHeader.X_FORWARDED, PROXY, headers)).hasToString("203.0.113.9");
    }

    @Test
    void aListThatIsTooLongTellsNothing() {
        String proxies = "203.0.113.9" + ", 10.0.0.3".repeat(16);

        assertThat(sender(ForwardedHeader.X_FORWARDED, PROXY, "X-Forwarded-For", proxies))
                .isEqualTo(PROXY);
        assertThat(sender(
                        ForwardedHeader.X_FORWARDED,
                        PROXY,
                        "X-Forwarded-For",
                        "6.6.6.6, ".repeat(5000) + "203.0.113.9"))
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({"https, true", "HTTPS, true", "http, false", "'https, http', false", "'http, https', true", ", false"})
    void encryptionIsWhatTheNearestProxySays(String protocol, boolean secure) {
        HttpHeaders headers = new DefaultHttpHeaders().add("X-Forwarded-For", "203.0.113.9");
        if (protocol != null) {
            headers.add("X-Forwarded-Proto", protocol);
        }

        assertThat(proxies(ForwardedHeader.X_FORWARDED)
                        .senderOf(new Sender(address(PROXY), false), headers)
                        .secure())
                .isEqualTo(secure);
    }

    @Test
    void aClientWithoutAProxyCannotClaimThatItIsEncrypted() {
        HttpHeaders headers =
                new DefaultHttpHeaders().add("X-Forwarded-For", "10.0.0.1").add("X-Forwarded-Proto", "https");
        Sender direct = new Sender(address("203.0.113.9"), false);

        assertThat(proxies(ForwardedHeader.X_FORWARDED).senderOf(direct, headers))
                .isEqualTo(direct);
    }

    @Test
    void aMalformedNetworkIsRefusedAtTheStart() {
        assertThatThrownBy(() -> Networks.parse(List.of("10.0.0.0/33")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/33");
    }

    private static String sender(ForwardedHeader kind, String direct, String name, String value) {
        return sender(kind, direct, new DefaultHttpHeaders().add(name, value)).toString();
    }

    private static IpAddress sender(ForwardedHeader kind, String direct, HttpHeaders headers) {
        return proxies(kind)
                .senderOf(new Sender(address(direct), false), headers)
                .address();
    }

    private static TrustedProxies proxies(ForwardedHeader kind) {
        return new TrustedProxies(PROXIES, kind);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
