package dev.millrace.shard.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.ReportWriteRatesReply;
import dev.millrace.internal.metadata.v1.ReportWriteRatesRequest;
import dev.millrace.internal.metadata.v1.ScalingGrpc.ScalingStub;
import dev.millrace.internal.metadata.v1.ShardWriteRate;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.throughput.ShardThroughput.Written;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the metadata service every some seconds what is written to the shards of this instance. What is not told in time is
 * not told at all: the next report has newer rates. Shards that are not written to cost nothing.
 */
public final class WriteRateReports {
    private static final Logger log = LoggerFactory.getLogger(WriteRateReports.class);
    private static final int MOST_PER_REPORT = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final OwnedShards shards;
    private final ScalingStub scaling;
    private final ShardLoop loop;
    private final NodeClock clock;
    private final Duration interval;
    /** Gathered by the shards' loops for the next report: one entry for each shard that was written to. */
    private final Queue<ShardWriteRate> gathered = new ConcurrentLinkedQueue<>();

    private long gatheredAt;
    private volatile boolean closed;

    public WriteRateReports(
            OwnedShards shards, ScalingStub scaling, ShardLoop loop, NodeClock clock, Duration interval) {
        this.shards = shards;
        this.scaling = scaling;
        this.loop = loop;
        this.clock = clock;
        this.interval = interval;
    }

    public void start() {
        gatheredAt = clock.nanoTime();
        loop.schedule(interval, this::report);
    }

    public void close() {
        closed = true;
    }

    /** Sends what was gathered last time, and has the loops gather anew. */
    private void report() {
        if (closed) {
            return;
        }
        ReportWriteRatesRequest.Builder request = ReportWriteRatesRequest.newBuilder();
        for (ShardWriteRate rate = gathered.poll(); rate != null; rate = gathered.poll()) {
            request.addRates(rate);
            if (request.getRatesCount() == MOST_PER_REPORT) {
                send(request.build());
                request.clear();
            }
        }
        if (request.getRatesCount() > 0) {
            send(request.build());
        }
        long now = clock.nanoTime();
        double seconds = Math.max(0.001, (now - gatheredAt) / 1e9);
        gatheredAt = now;
        shards.forEachOwned((key, shard) -> gather(key, shard, seconds));
        loop.schedule(interval, this::report);
    }

    private void gather(ShardKey key, OwnedShard shard, double seconds) {
        Written written = shard.throughput().takeWritten();
        if (written.records() > 0) {
            gathered.add(ShardWriteRate.newBuilder()
                    .setStreamId(StreamMessages.toBytes(key.stream()))
                    .setShard(key.shard())
                    .setBytesPerSecond(Math.round(written.bytes() / seconds))
                    .setRecordsPerSecond(Math.round(written.records() / seconds))
                    .build());
        }
    }

    private void send(ReportWriteRatesRequest request) {
        UnaryCall.<ReportWriteRatesRequest, ReportWriteRatesReply>of(
                        scaling.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::reportWriteRates,
                        request)
                .subscribe(
                        reply -> {}, failure -> log.debug("A report of write rates was lost: {}", failure.toString()));
    }
}
