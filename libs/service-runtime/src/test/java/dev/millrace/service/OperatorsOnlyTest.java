package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.auth.MetricsToken;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class OperatorsOnlyTest {
    private static final String TOKEN = "a token of those who collect metrics";

    private final ServiceToken services = new ServiceToken("a secret of the cluster", Clock.systemUTC());
    private final OperatorsOnly filter = new OperatorsOnly(services, ServiceName.SHARD, MetricsToken.of(TOKEN));

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void everybodyMayKnowWhetherItIsWell(String path) {
        assertThat(passes(to(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/info",
                "/actuator/env",
                "/actuator/healthy",
                "/actuator/health/",
                "/actuator/health/storage",
                "/actuator/health/../prometheus",
                "/actuator/health/./../prometheus",
                "/actuator/health/readiness/../../prometheus",
                "/actuator/health/%2e%2e/prometheus",
                "/actuator/health%2f..%2fprometheus",
                "/actuator/health/..;/prometheus",
                "/actuator/health;/../prometheus",
                "/actuator/prometheus;/actuator/health",
                "/actuator/prometheus/",
                "/actuator//prometheus",
                "//actuator/prometheus",
                "//actuator/health/../prometheus",
                "/actuator/health//../prometheus",
                "/ACTUATOR/health",
                "/actuator/prometheus?/actuator/health",
                "/actuator/prometheus#/actuator/health",
            })
    void whateverElseIsAskedForNeedsAToken(String path) {
        assertThat(passes(to(path))).isFalse();
        assertThat(passes(to(path).header(ServiceToken.HEADER, services.issueFor(ServiceName.SHARD))))
                .isTrue();
    }

    @Test
    void aPrefixThatAProxyNamesDoesNotMakeAnotherPathHealth() {
        assertThat(passes(to("/actuator/health/actuator/prometheus").contextPath("/actuator/health")))
                .isFalse();
    }

    @Test
    void thatACallComesFromTheSameMachineOpensNothing() {
        assertThat(passes(to("/actuator/prometheus").remoteAddress(new InetSocketAddress("127.0.0.1", 40_000))))
                .isFalse();
    }

    @Test
    void aServiceOrACollectorIsLetInByItsToken() {
        assertThat(passes(metrics().header(ServiceToken.HEADER, services.issueFor(ServiceName.SHARD))))
                .isTrue();
        assertThat(passes(metrics().header("Authorization", "Bearer " + TOKEN))).isTrue();
        assertThat(passes(metrics().header("Authorization", "bearer " + TOKEN))).isTrue();
    }

    @Test
    void aTokenThatIsNotOursOpensNothing() {
        assertThat(passes(metrics().header(ServiceToken.HEADER, services.issueFor(ServiceName.METADATA))))
                .isFalse();
        ServiceToken others = new ServiceToken("a secret of another cluster", Clock.systemUTC());

        assertThat(passes(metrics().header(ServiceToken.HEADER, others.issueFor(ServiceName.SHARD))))
                .isFalse();
        assertThat(passes(metrics().header(ServiceToken.HEADER, ""))).isFalse();
        assertThat(passes(metrics().header("Authorization", "Bearer " + TOKEN.substring(1))))
                .isFalse();
        assertThat(passes(metrics().header("Authorization", "Basic " + TOKEN))).isFalse();
        assertThat(passes(metrics().header("Authorization", TOKEN))).isFalse();
    }

    @Test
    void withoutATokenForCollectorsNoneIsTaken() {
        OperatorsOnly closed = new OperatorsOnly(services, ServiceName.SHARD, MetricsToken.of(""));

        assertThat(passes(closed, metrics().header("Authorization", "Bearer "))).isFalse();
        assertThat(passes(closed, metrics().header("Authorization", "Bearer"))).isFalse();
        assertThat(passes(closed, metrics().header("Authorization", ""))).isFalse();
    }

    private static MockServerHttpRequest.BaseBuilder<?> metrics() {
        return to("/actuator/prometheus");
    }

    private static MockServerHttpRequest.BaseBuilder<?> to(String path) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://10.0.0.1:8081" + path));
    }

    private boolean passes(MockServerHttpRequest.BaseBuilder<?> request) {
        return passes(filter, request);
    }

    private static boolean passes(OperatorsOnly filter, MockServerHttpRequest.BaseBuilder<?> request) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
        boolean[] passed = {false};
        filter.filter(exchange, next -> Mono.fromRunnable(() -> passed[0] = true))
                .block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(passed[0] ? null : HttpStatus.UNAUTHORIZED);
        return passed[0];
    }
}
