package dev.millrace.metadata.account;

import dev.millrace.protocol.error.CapacityErrors;
import dev.millrace.stream.StreamMode;
import java.time.Clock;
import java.util.OptionalInt;

/**
 * Who may ask for warm throughput: on-demand streams, while the account is committed to a minimum of throughput.
 *
 * @param mostMibps for one stream
 */
public record WarmThroughputRules(Account account, int mostMibps, Clock clock) {
    /**
     * @param mode of the stream as it becomes
     * @param requested empty: nothing is asked for, which is always allowed
     * @throws dev.millrace.protocol.error.KinesisException when the stream may not have it
     */
    public void check(StreamMode mode, OptionalInt requested, ThroughputCommitment commitment) {
        if (requested.isEmpty()) {
            return;
        }
        if (mode != StreamMode.ON_DEMAND) {
            throw CapacityErrors.warmThroughputNeedsOnDemand();
        }
        if (!commitment.isEnabled(clock.instant())) {
            throw CapacityErrors.warmThroughputNeedsCommitment(account.id());
        }
        if (requested.getAsInt() > mostMibps) {
            throw CapacityErrors.warmThroughputTooLarge(requested.getAsInt(), mostMibps);
        }
    }
}
