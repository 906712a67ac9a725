package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ON_DEMAND_STREAM_COUNT;
import static dev.millrace.protocol.wire.Member.ON_DEMAND_STREAM_COUNT_LIMIT;
import static dev.millrace.protocol.wire.Member.OPEN_SHARD_COUNT;
import static dev.millrace.protocol.wire.Member.SHARD_LIMIT;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The account's limits and what is used of them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
public record DescribeLimitsResponse(
        int shardLimit, int openShardCount, int onDemandStreamCount, int onDemandStreamCountLimit)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(SHARD_LIMIT, shardLimit);
        out.member(OPEN_SHARD_COUNT, openShardCount);
        out.member(ON_DEMAND_STREAM_COUNT, onDemandStreamCount);
        out.member(ON_DEMAND_STREAM_COUNT_LIMIT, onDemandStreamCountLimit);
        out.endMap();
    }
}
