package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.ListeningPorts;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the local stack listens on: loopback, and to nobody else even there who cannot show a token. */
@ExtendWith(SharedStack.class)
class LocalPortsIT {
    private static final Pattern TARGET = Pattern.compile("\"127\\.0\\.0\\.1:(\\d+)\"");
    private static final int SERVICES = 4;

    @Test
    void everyPortIsOnLoopbackOnly(StackProcess stack) throws IOException {
        for (long process : stack.processIds()) {
            Map<Integer, Boolean> ports = ListeningPorts.of(process);
            assertThat(ports).isNotEmpty();
            assertThat(ports.values()).as("%s", ports).containsOnly(true);
        }
    }

    @Test
    void internalPortsAnswerNobodyWithoutAToken(StackProcess stack) throws Exception {
        Set<Integer> ofHealth = metricsTargets(stack);
        Set<Integer> ofCalls =
                new TreeSet<>(ListeningPorts.of(stack.process().pid()).keySet());
        assertThat(ofCalls).containsAll(ofHealth);
        ofCalls.removeAll(ofHealth);
        ofCalls.removeAll(List.of(
                stack.access().endpoint().getPort(),
                stack.access().tlsEndpoint().getPort()));

        assertThat(ofHealth).hasSize(SERVICES);
        assertThat(ofCalls).as("all services but the gateway").hasSize(SERVICES - 1);
        new InternalPorts(ofCalls, ofHealth, NettyChannelBuilder::usePlaintext).assertThatTheyAnswerNobody();
    }

    @Test
    void aCollectorReadsTheMetricsOfAllServices(StackProcess stack) throws Exception {
        for (int port : metricsTargets(stack)) {
            assertThat(new InternalPort(port)
                            .get("/actuator/prometheus", "Authorization", "Bearer " + SharedStack.METRICS_TOKEN)
                            .body())
                    .contains("jvm_memory_used_bytes", "millrace_");
        }
    }

    private static Set<Integer> metricsTargets(StackProcess stack) throws IOException {
        String targets = Files.readString(stack.data().resolve("metrics-targets.json"));
        return TARGET.matcher(targets)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }
}
