package dev.millrace.shard.grpc;

import dev.millrace.internal.shard.v1.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was refused, by reason. */
public final class RefusalMeters implements MeterBinder {
    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    public RefusalMeters() {
        for (Refusal reason : Refusal.values()) {
            if (reason != Refusal.NONE && reason != Refusal.UNRECOGNIZED) {
                counts.put(reason, new LongAdder());
            }
        }
    }

    void count(Refusal reason) {
        LongAdder count = counts.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((reason, count) -> FunctionCounter.builder("millrace.shard.refusals", count, LongAdder::sum)
                .tag("kind", reason.name().toLowerCase(Locale.ROOT))
                .description("Appends, reads and subscriptions that were refused, or of which a part was")
                .register(registry));
    }
}
