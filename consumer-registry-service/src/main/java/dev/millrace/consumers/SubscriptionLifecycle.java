package dev.millrace.consumers;

import dev.millrace.consumers.subscription.SubscriptionSettings;
import dev.millrace.consumers.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Verifies subscriptions while the service is up, and ends them before the gRPC server stops: they would not end by
 * themselves for minutes.
 */
final class SubscriptionLifecycle implements SmartLifecycle {
    private final Subscriptions subscriptions;
    private final SubscriptionSettings settings;
    private volatile @Nullable Disposable verification;

    SubscriptionLifecycle(Subscriptions subscriptions, SubscriptionSettings settings) {
        this.subscriptions = subscriptions;
        this.settings = settings;
    }

    @Override
    public void start() {
        verification = Flux.interval(settings.verification())
                .onBackpressureDrop()
                .concatMap(tick -> subscriptions.verify())
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable running = verification;
        if (running != null) {
            running.dispose();
            verification = null;
        }
        subscriptions.close();
    }

    @Override
    public boolean isRunning() {
        return verification != null;
    }
}
