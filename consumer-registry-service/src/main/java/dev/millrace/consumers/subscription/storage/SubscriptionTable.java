package dev.millrace.consumers.subscription.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.consumers.subscription.SubscriptionClaim;
import dev.millrace.consumers.subscription.SubscriptionKey;
import dev.millrace.consumers.subscription.SubscriptionStore;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The table {@code subscriptions}, every row changed by compare-and-set on its id. */
public final class SubscriptionTable implements SubscriptionStore {
    private final SelectSubscription selectSubscription;
    private final TakeSubscription takeSubscription;
    private final DeleteSubscription deleteSubscription;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     * @param timeToLive longer than any subscription
     */
    public SubscriptionTable(CqlSession session, Duration timeToLive) {
        this.selectSubscription = new SelectSubscription(session);
        this.takeSubscription = new TakeSubscription(session, timeToLive);
        this.deleteSubscription = new DeleteSubscription(session);
    }

    @Override
    public Mono<Optional<SubscriptionClaim>> read(SubscriptionKey place) {
        return selectSubscription.execute(place);
    }

    @Override
    public Mono<Boolean> take(SubscriptionClaim claim, Optional<SubscriptionClaim> seen) {
        return takeSubscription.execute(claim, seen);
    }

    @Override
    public Mono<Boolean> release(SubscriptionClaim claim) {
        return deleteSubscription.execute(claim);
    }
}
