package dev.millrace.metadata.account;

import dev.millrace.protocol.error.StreamErrors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The settings of the account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
public final class AccountSettings {
    private static final int ATTEMPTS = 16;

    private final AccountStore store;
    private final AccountLimits limits;
    private final Clock clock;

    public AccountSettings(AccountStore store, AccountLimits limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    public Mono<ThroughputCommitment> commitment() {
        return store.read().map(AccountStore.Stored::commitment);
    }

    /** Enters the commitment, or goes on with it if its end was set. */
    public Mono<ThroughputCommitment> enableCommitment() {
        return change(true);
    }

    /** Gives the commitment up, at once or as soon as that is allowed. */
    public Mono<ThroughputCommitment> disableCommitment() {
        return change(false);
    }

    /** Asking twice is as asking once, so the loser of a race looks and asks again. */
    private Mono<ThroughputCommitment> change(boolean enabled) {
        return Mono.defer(store::read)
                .flatMap(stored -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    ThroughputCommitment current = stored.commitment();
                    ThroughputCommitment next =
                            enabled ? current.enable(now, limits.commitmentDuration()) : current.disable(now);
                    return next.equals(current)
                            ? Mono.just(current)
                            : store.replace(stored, next)
                                    .filter(replaced -> replaced)
                                    .switchIfEmpty(Mono.error(LostRaceException::new))
                                    .thenReturn(next);
                })
                .retryWhen(Retry.max(ATTEMPTS)
                        .filter(LostRaceException.class::isInstance)
                        .onRetryExhaustedThrow((retry, lost) -> StreamErrors.rateExceeded()));
    }

    private static final class LostRaceException extends RuntimeException {}
}
