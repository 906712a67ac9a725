package dev.millrace.gateway.call;

import dev.millrace.gateway.front.request.Face;
import dev.millrace.protocol.message.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How often each operation is called, what it comes to and how long it takes. Never by stream, of which there are many. */
public final class CallMetrics {
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts a call to Kinesis, and the time it took.
     *
     * @param error the error's name; null for a success
     */
    public void record(Face face, Optional<Operation> operation, @Nullable String error, long nanos) {
        record(face.tag(), operation.map(Operation::wireName), error, nanos);
    }

    /**
     * Counts a call to another service of the endpoint.
     *
     * @param service the name that requests to it are signed for
     * @param operation one of those that there are; what else callers ask for has no name here
     */
    public void record(String service, Optional<String> operation, @Nullable String error, long nanos) {
        Call call = new Call(service, operation.orElse(NONE), error == null ? NONE : error);
        timers.computeIfAbsent(call, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Call call) {
        return Timer.builder("millrace.gateway.calls")
                .description("Calls from the last byte of the request to the answer")
                .tag("face", call.face)
                .tag("operation", call.operation)
                .tag("error", call.error)
                .register(registry);
    }

    private record Call(String face, String operation, String error) {}
}
