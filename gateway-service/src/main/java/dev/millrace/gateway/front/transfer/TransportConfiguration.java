package dev.millrace.gateway.front.transfer;

import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Wires the event loops, which listeners share with channels to other services, and what bounds bytes on their way. */
@Configuration(proxyBeanMethods = false)
public class TransportConfiguration {
    /** How long a body, or an answer that has an end, may take in all. */
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(2);

    private static final int LEAST_LOOPS = 2;

    @Bean
    WitnessedClock clock() {
        return new WitnessedClock(System::nanoTime, System::currentTimeMillis);
    }

    @Bean
    MeterBinder clockMeters(WitnessedClock clock) {
        return registry -> Gauge.builder(
                        "millrace.clock.ahead", clock, it -> it.ahead().toMillis() / 1000.0)
                .description("How far this machine's clock is ahead of its witnesses; negative when it is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    @Bean(destroyMethod = "dispose")
    LoopResources loops() {
        int processors = Runtime.getRuntime().availableProcessors();
        return LoopResources.create("gateway", Math.max(LEAST_LOOPS, processors), true);
    }

    /** Makes Spring Boot's server run on our event loops as well. */
    @Bean
    ReactorResourceFactory reactorResources(LoopResources loops) {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(loops);
        return resources;
    }

    @Bean(destroyMethod = "") // they end with the resources that they are of
    EventLoopGroup eventLoops(LoopResources loops) {
        return loops.onServer(LoopResources.DEFAULT_NATIVE);
    }

    /** For records on their way to readers: read, being written into answers, or answers that clients are slow to take. */
    @Bean
    SharedBudget responseBudget(GatewaySettings settings, BudgetMeters meters) {
        return meters.shared(
                "answers", settings.gateway().maxResponseBytesInFlight().toBytes());
    }

    @Bean
    BudgetMeters budgetMeters(MeterRegistry meters) {
        return new BudgetMeters(meters);
    }

    @Bean
    Transfers transfers(GatewaySettings settings) {
        GatewaySettings.Gateway.Testing pace = settings.gateway().testing();
        return new Transfers(
                new Transfer.Pace(pace.headerTimeout(), pace.leastBodyRate().toBytes(), LONGEST_TRANSFER));
    }

    /** Looks once a second for transfers that are too slow. */
    @Bean(destroyMethod = "dispose")
    Disposable transferWatch(Transfers transfers) {
        return Schedulers.parallel().schedulePeriodically(transfers::check, 1, 1, TimeUnit.SECONDS);
    }
}
