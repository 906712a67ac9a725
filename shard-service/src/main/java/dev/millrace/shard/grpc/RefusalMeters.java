package dev.millrace.shard.grpc;

import dev.millrace.shard.refusal.RefusalReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was refused, by reason. */
public final class RefusalMeters implements MeterBinder {
    private final Map<RefusalReason, LongAdder> counts = new EnumMap<>(RefusalReason.class);

    public RefusalMeters() {
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason != RefusalReason.NONE) {
                counts.put(reason, new LongAdder());
            }
        }
    }

    void count(RefusalReason reason) {
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
