package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CURRENT_MIBPS;
import static dev.millrace.protocol.wire.Member.TARGET_MIBPS;
import static dev.millrace.protocol.wire.Member.WARM_THROUGHPUT;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The throughput an on-demand stream is ready for without growing first, in MiB/s.
 *
 * @param target what was asked for
 * @param current what is reached
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_WarmThroughputObject.html">WarmThroughputObject</a>
 */
public record WarmThroughput(int target, int current) {
    /** Writes the member and its structure. */
    void writeTo(WireWriter out) {
        out.name(WARM_THROUGHPUT);
        out.beginMap();
        out.member(TARGET_MIBPS, target);
        out.member(CURRENT_MIBPS, current);
        out.endMap();
    }
}
