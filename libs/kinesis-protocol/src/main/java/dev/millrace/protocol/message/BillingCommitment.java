package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.EARLIEST_ALLOWED_END_AT;
import static dev.millrace.protocol.wire.Member.ENDED_AT;
import static dev.millrace.protocol.wire.Member.MINIMUM_THROUGHPUT_BILLING_COMMITMENT;
import static dev.millrace.protocol.wire.Member.STARTED_AT;
import static dev.millrace.protocol.wire.Member.STATUS;

import dev.millrace.protocol.wire.WireWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the account is committed to a minimum throughput. While it is, on-demand streams take more consumers and warm
 * throughput.
 *
 * @param earliestAllowedEndAt when the commitment may be given up
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentOutput.html">MinimumThroughputBillingCommitmentOutput</a>
 */
public record BillingCommitment(
        Status status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant earliestAllowedEndAt) {
    /** The constants are the names on the wire. */
    public enum Status {
        ENABLED,
        DISABLED,
        ENABLED_UNTIL_EARLIEST_ALLOWED_END
    }

    /** Writes the member and its structure. */
    void writeTo(WireWriter out) {
        out.name(MINIMUM_THROUGHPUT_BILLING_COMMITMENT);
        out.beginMap();
        out.member(STATUS, status);
        out.member(STARTED_AT, startedAt);
        out.member(ENDED_AT, endedAt);
        out.member(EARLIEST_ALLOWED_END_AT, earliestAllowedEndAt);
        out.endMap();
    }
}
