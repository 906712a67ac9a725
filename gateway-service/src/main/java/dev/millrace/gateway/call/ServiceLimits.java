package dev.millrace.gateway.call;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.signing.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often an account may call services other than Kinesis in a second, all their operations together. Its users and roles share
 * that fairly, whether their calls are allowed or not; the account itself has as much again for its own, so that nobody keeps it
 * from taking a key away. Every gateway counts for itself.
 */
public final class ServiceLimits {
    private static final int MOST_ACCOUNTS = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, LoadingCache<String, FairShares>> byService = new HashMap<>();

    /**
     * @param callsPerSecond by the name that requests to the service are signed for; services without an entry are not limited
     * @throws IllegalArgumentException if a rate is not positive
     */
    public ServiceLimits(Map<String, Integer> callsPerSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        callsPerSecond.forEach((service, rate) -> {
            if (rate <= 0) {
                throw new IllegalArgumentException("the rate of " + service + " must be positive");
            }
            byService.put(
                    service,
                    Caffeine.newBuilder()
                            .maximumSize(MOST_ACCOUNTS)
                            .expireAfterAccess(Duration.ofSeconds(10))
                            .executor(Runnable::run)
                            .build(sharers -> new FairShares(rate, nanoTime.getAsLong())));
        });
    }

    /** Takes a permit of the caller's part of its account's rate, if there is one. */
    public boolean tryTake(String service, Principal caller) {
        LoadingCache<String, FairShares> ofService = byService.get(service);
        if (ofService == null) {
            return true;
        }
        FairShares shares = ofService.get(caller.root() ? caller.arn() : caller.accountId());
        synchronized (shares) {
            return shares.tryTake(caller.id(), nanoTime.getAsLong());
        }
    }
}
