package dev.millrace.metadata.audit.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Which events share buckets: those of an account, a log and an hour. */
record BucketKey(String accountId, boolean management, Instant hour) {
    static BucketKey of(String accountId, boolean management, Instant time) {
        return new BucketKey(accountId, management, time.truncatedTo(ChronoUnit.HOURS));
    }

    Instant day() {
        return hour.truncatedTo(ChronoUnit.DAYS);
    }
}
