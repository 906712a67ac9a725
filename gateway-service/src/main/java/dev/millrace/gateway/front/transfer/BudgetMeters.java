package dev.millrace.gateway.front.transfer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Makes budgets that show how much of them is used. */
public final class BudgetMeters {
    private final MeterRegistry meters;

    public BudgetMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A budget that the first to come may use up. */
    public QueueBudget budget(String name, long limit) {
        return shown(name, limit, new QueueBudget(limit), QueueBudget::used);
    }

    /** A budget that nobody has to itself. */
    public SharedBudget shared(String name, long limit) {
        return shown(name, limit, new SharedBudget(limit), SharedBudget::used);
    }

    /** What is kept by each of several holders. */
    public <K, V> FairCache<K, V> cache(String name, long limit) {
        return shown(name, limit, new FairCache<K, V>(limit), FairCache::used);
    }

    private <T> T shown(String name, long limit, T budget, ToDoubleFunction<T> used) {
        Gauge.builder("millrace.gateway.budget.used", budget, used)
                .description("Bytes held in memory within a budget")
                .baseUnit("bytes")
                .tag("budget", name)
                .register(meters);
        Gauge.builder("millrace.gateway.budget.limit", () -> limit)
                .description("Bytes that may be held in memory within a budget")
                .baseUnit("bytes")
                .tag("budget", name)
                .register(meters);
        return budget;
    }
}
