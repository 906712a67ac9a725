package dev.millrace.consumers.subscription;

import dev.millrace.protocol.error.KinesisException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The subscriptions that this instance serves, each with a way to end it. */
final class ActiveSubscriptions {
    private final Map<UUID, Active> byId = new ConcurrentHashMap<>();

    /**
     * @param displaced what the client is told when another subscription has taken the place
     * @param deregistered what the client is told when the consumer is no more
     */
    private record Active(
            SubscriptionClaim claim,
            KinesisException displaced,
            KinesisException deregistered,
            Sinks.Empty<Void> end) {}

    /** Fails, or completes, when the subscription is ended. */
    Mono<Void> begin(SubscriptionClaim claim, KinesisException displaced, KinesisException deregistered) {
        Sinks.Empty<Void> end = Sinks.empty();
        byId.put(claim.id(), new Active(claim, displaced, deregistered, end));
        return end.asMono();
    }

    void remove(SubscriptionClaim claim) {
        byId.remove(claim.id());
    }

    void displace(UUID id) {
        Active active = byId.remove(id);
        if (active != null) {
            active.end.tryEmitError(active.displaced);
        }
    }

    void deregister(UUID id) {
        Active active = byId.remove(id);
        if (active != null) {
            active.end.tryEmitError(active.deregistered);
        }
    }

    /** Ends all of them as if their time was up. */
    void endAll() {
        List.copyOf(byId.values()).forEach(active -> active.end.tryEmitEmpty());
    }

    Collection<SubscriptionClaim> claims() {
        return byId.values().stream().map(Active::claim).toList();
    }

    int count() {
        return byId.size();
    }
}
