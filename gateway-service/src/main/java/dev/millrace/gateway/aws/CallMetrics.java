package dev.millrace.gateway.aws;

import dev.millrace.protocol.operation.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How often each operation is called, what it comes to and how long it takes. Never by stream, of which there are many. */
final class CallMetrics {
    private final MeterRegistry registry;
    private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(Optional<Operation> operation, Answer answer, long nanos) {
        String error = answer.errorType();
        Call call = new Call(operation.map(Operation::wireName).orElse("none"), error == null ? "none" : error);
        timers.computeIfAbsent(call, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Call call) {
        return Timer.builder("millrace.gateway.calls")
                .description("Calls of the AWS face, from the last byte of the request to the answer's encoding")
                .tag("operation", call.operation)
                .tag("error", call.error)
                .register(registry);
    }

    private record Call(String operation, String error) {}
}
