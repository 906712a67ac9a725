package dev.millrace.metadata.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the account is committed to a minimum of throughput, as a pure value: each change gives the next one.
 *
 * <pre>
 *   DISABLED ──enable──▶ ENABLED ──disable, after the least time──▶ DISABLED
 *                         │    ▲
 *           disable before│    │enable
 *                         ▼    │
 *             ENABLED_UNTIL_EARLIEST_ALLOWED_END ──(that time comes)──▶ DISABLED
 * </pre>
 *
 * @param startedAt when it was last entered; empty: never
 * @param earliestEndAt when it may be given up
 * @param endedAt when it was given up or, while that lies ahead, when it will end
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html">MinimumThroughputBillingCommitmentInput</a>
 */
public record ThroughputCommitment(
        Optional<Instant> startedAt, Optional<Instant> earliestEndAt, Optional<Instant> endedAt) {
    /** Of an account that never was committed. */
    public static final ThroughputCommitment NONE =
            new ThroughputCommitment(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isEnabled(Instant now) {
        return startedAt.isPresent() && endedAt.filter(end -> !end.isAfter(now)).isEmpty();
    }

    /** Whether its end is already set, but lies ahead. */
    public boolean isEnding(Instant now) {
        return isEnabled(now) && endedAt.isPresent();
    }

    /** @param least how long a commitment lasts at least */
    ThroughputCommitment enable(Instant now, Duration least) {
        return isEnabled(now)
                ? new ThroughputCommitment(startedAt, earliestEndAt, Optional.empty())
                : new ThroughputCommitment(Optional.of(now), Optional.of(now.plus(least)), Optional.empty());
    }

    ThroughputCommitment disable(Instant now) {
        if (!isEnabled(now) || isEnding(now)) {
            return this;
        }
        Instant end = earliestEndAt.filter(earliest -> earliest.isAfter(now)).orElse(now);
        return new ThroughputCommitment(startedAt, earliestEndAt, Optional.of(end));
    }
}
