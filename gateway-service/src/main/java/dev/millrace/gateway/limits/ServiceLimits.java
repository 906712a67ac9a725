package dev.millrace.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.stream.rate.Permits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often an account may call services other than Kinesis in a second, all their operations together. Every gateway counts for
 * itself.
 */
public final class ServiceLimits {
    private static final int MOST_ACCOUNTS = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, LoadingCache<String, Permits>> byService = new HashMap<>();

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
                            .build(account -> Permits.perSecond(rate, nanoTime.getAsLong())));
        });
    }

    /** Takes a permit of the account, if there is one. */
    public boolean tryTake(String service, String accountId) {
        LoadingCache<String, Permits> ofService = byService.get(service);
        if (ofService == null) {
            return true;
        }
        Permits permits = ofService.get(accountId);
        synchronized (permits) {
            return permits.tryTake(nanoTime.getAsLong());
        }
    }
}
