package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenSender;
import io.grpc.ClientInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All ports that the services have for each other and for operators.
 *
 * @param ofCalls for gRPC
 * @param ofHealth for health and metrics
 * @param transport by which the services call each other; it alone opens nothing
 */
record InternalPorts(
        Collection<Integer> ofCalls, Collection<Integer> ofHealth, UnaryOperator<NettyChannelBuilder> transport) {
    /** With which a caller could find out what there is, or what may always be called elsewhere. Nobody offers them here. */
    private static final List<String> OF_GRPC_ITSELF = List.of(
            "grpc.health.v1.Health/Check",
            "grpc.health.v1.Health/Watch",
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            "grpc.channelz.v1.Channelz/GetTopChannels");

    private static final List<String> FOR_EVERYBODY =
            List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private static final List<String> FOR_OPERATORS = List.of(
            "/",
            "/actuator",
            "/actuator/prometheus",
            "/actuator/info",
            "/actuator/env",
            "/actuator/health/../prometheus");

    /** Tries everything, without a token and with one of another cluster. */
    void assertThatTheyAnswerNobody() throws Exception {
        ServiceToken strange = new ServiceToken("the secret of another cluster", Clock.systemUTC());
        assertThatCallsAreRefused();
        assertThatCallsAreRefused(new ServiceTokenSender(strange, ServiceName.SHARD));
        for (int port : ofHealth) {
            assertThatHealthIsAllThatIsTold(port);
            assertThatHealthIsAllThatIsTold(port, ServiceToken.HEADER, strange.issueFor(ServiceName.SHARD));
            assertThatHealthIsAllThatIsTold(port, "Authorization", "Bearer a token that nobody has given out");
        }
    }

    private void assertThatCallsAreRefused(ClientInterceptor... with) throws Exception {
        Set<String> methods = InternalMethods.all();
        Set<String> refused = new HashSet<>();
        for (int port : ofCalls) {
            Map<Status.Code, Set<String>> outcomes = new InternalPort(port).call(transport, methods, with);
            assertThat(outcomes)
                    .as("port %d", port)
                    .containsOnlyKeys(Status.Code.UNAUTHENTICATED, Status.Code.UNIMPLEMENTED);
            refused.addAll(outcomes.getOrDefault(Status.Code.UNAUTHENTICATED, Set.of()));
            assertThat(new InternalPort(port).call(transport, OF_GRPC_ITSELF, with))
                    .containsOnlyKeys(Status.Code.UNIMPLEMENTED);
        }
        assertThat(refused).as("each is offered by somebody").isEqualTo(methods);
    }

    private static void assertThatHealthIsAllThatIsTold(int port, String... headers)
            throws IOException, InterruptedException {
        InternalPort management = new InternalPort(port);
        for (String path : FOR_EVERYBODY) {
            assertThat(management.get(path).body()).startsWith("{").doesNotContain("components", "details");
        }
        for (String path : FOR_OPERATORS) {
            // The gateway's Spring Security refuses some of them as malformed.
            assertThat(management.get(path, headers).statusCode())
                    .as("%s on port %d", path, port)
                    .isIn(400, 401);
        }
    }
}
