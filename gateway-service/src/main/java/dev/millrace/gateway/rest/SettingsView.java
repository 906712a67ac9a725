package dev.millrace.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.message.BillingCommitment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The settings of the account. */
record SettingsView(Commitment throughputCommitment) {
    static SettingsView of(BillingCommitment commitment) {
        return new SettingsView(new Commitment(
                commitment.status(), commitment.startedAt(), commitment.endedAt(), commitment.earliestAllowedEndAt()));
    }

    /** Whether the account is committed to a minimum of throughput; a time is there when it applies. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Commitment(
            BillingCommitment.Status status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant earliestAllowedEndAt) {}
}
