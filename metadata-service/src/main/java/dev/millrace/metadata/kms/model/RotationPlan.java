package dev.millrace.metadata.kms.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When a key gets new material by itself.
 *
 * @param next due then
 */
public record RotationPlan(int periodDays, Instant next) {
    /** @param from when the key rotated last, or when the plan was made */
    public static RotationPlan every(int periodDays, Instant from) {
        return new RotationPlan(periodDays, from.plus(Duration.ofDays(periodDays)));
    }

    public boolean isDue(Instant now) {
        return !next.isAfter(now);
    }
}
