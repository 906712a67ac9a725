package dev.millrace.gateway.streams.records;

import dev.millrace.block.RecordEntry;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.Placement.KeyUnusable;
import dev.millrace.gateway.streams.records.Placement.Reason;
import dev.millrace.gateway.streams.records.Placement.Refused;
import dev.millrace.gateway.streams.records.Placement.Stored;
import dev.millrace.internal.shard.Attempts;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Puts records: each to the open shard of its hash key, all for one shard in one append in the order of the request.
 *
 * <p>What was certainly not written is sent again until the request's time is up: to the next owner by {@link ShardClient}, and by
 * the stream's next map here. What may have been written is never sent twice, and nothing is sent again for a client that is gone, which may
 * be sending it anew itself.
 */
public final class RecordRouter {
    private static final Logger log = LoggerFactory.getLogger(RecordRouter.class);

    private final Streams streams;
    private final ShardClient shards;
    private final Duration timeout;

    public RecordRouter(Streams streams, ShardClient shards, Duration timeout) {
        this.streams = streams;
        this.shards = shards;
        this.timeout = timeout;
    }

    /**
     * Puts the records.
     *
     * @param afterIndex what the new record indexes must be larger than; 0 for no such wish
     * @return what became of each, in the order given
     */
    public Mono<List<Placement>> put(StreamDescription stream, List<RoutableRecord> records, long afterIndex) {
        return Mono.create(sink -> new Call(stream, records, afterIndex, sink).begin());
    }

    /** One request on its way. Groups of records complete on different threads, each its own records only. */
    private final class Call {
        private final List<RoutableRecord> records;
        private final long afterIndex;
        private final MonoSink<List<Placement>> sink;
        private final Placement[] placements;
        private final AtomicInteger open;
        private final StreamDescription first;
        private volatile boolean abandoned;

        Call(StreamDescription stream, List<RoutableRecord> records, long afterIndex, MonoSink<List<Placement>> sink) {
            this.first = stream;
            this.records = records;
            this.afterIndex = afterIndex;
            this.sink = sink;
            this.placements = new Placement[records.size()];
            this.open = new AtomicInteger(records.size());
        }

        void begin() {
            sink.onCancel(() -> abandoned = true);
            int[] all = new int[records.size()];
            Arrays.setAll(all, i -> i);
            route(first, all, Attempts.within(timeout, () -> !abandoned));
        }

        private void route(StreamDescription stream, int[] places, Attempts attempts) {
            if (places.length == 1) {
                Shard shard = stream.shards().openShardOf(records.get(places[0]).hash());
                send(new Group(stream, shard, places), attempts);
                return;
            }
            for (Group group : groupByShard(stream, places)) {
                send(group, attempts);
            }
        }

        private List<Group> groupByShard(StreamDescription stream, int[] places) {
            Shard[] shards = new Shard[places.length];
            for (int i = 0; i < places.length; i++) {
                shards[i] = stream.shards().openShardOf(records.get(places[i]).hash());
            }
            List<Group> groups = new ArrayList<>();
            int[] taken = new int[places.length];
            for (int i = 0; i < places.length; i++) {
                Shard shard = shards[i];
                if (shard != null) {
                    int count = 0;
                    for (int j = i; j < places.length; j++) {
                        if (shards[j] != null && shards[j].index() == shard.index()) {
                            taken[count++] = places[j];
                            shards[j] = null;
                        }
                    }
                    groups.add(new Group(stream, shard, Arrays.copyOf(taken, count)));
                }
            }
            return groups;
        }

        private void send(Group group, Attempts attempts) {
            shards.append(
                    group.key(),
                    encode(group.places),
                    group.places.length,
                    afterIndex,
                    attempts,
                    outcome -> take(group, outcome, attempts));
        }

        private byte[] encode(int[] places) {
            int size = 0;
            for (int place : places) {
                RoutableRecord record = records.get(place);
                size += RecordEntry.size(record.partitionKey().length, record.data().length);
            }
            byte[] entries = new byte[size];
            int at = 0;
            for (int place : places) {
                RoutableRecord record = records.get(place);
                at = RecordEntry.write(entries, at, record.partitionKey(), record.data());
            }
            return entries;
        }

        private void take(Group group, AppendOutcome outcome, Attempts attempts) {
            int accepted = Math.min(outcome.getAcceptedCount(), group.places.length);
            for (int i = 0; i < accepted; i++) {
                placements[group.places[i]] = new Stored(
                        group.shard, outcome.getFirstIndex() + i, outcome.getArrivalMillis(), outcome.getEncrypted());
            }
            int[] rest = Arrays.copyOfRange(group.places, accepted, group.places.length);
            complete(accepted);
            if (rest.length == 0) {
                return;
            }
            switch (outcome.getRefusal()) {
                case THROTTLED, OVERLOADED -> refuse(group, rest, Reason.THROTTLED);
                case ORDERING_VIOLATED -> refuse(group, rest, Reason.ORDERING_VIOLATED);
                case NOT_OWNER, UNAVAILABLE -> {
                    if (accepted > 0) {
                        again(group, rest, attempts);
                    } else {
                        refuse(group, rest, Reason.FAILED);
                    }
                }
                case SHARD_CLOSED -> againWithNextMap(group, rest, attempts);
                case UNKNOWN_SHARD -> againWithFreshMap(group, rest, attempts);
                case UNKNOWN_OUTCOME -> refuse(group, rest, Reason.FAILED);
                default ->
                    KeyRefusals.toError(outcome.getRefusal(), outcome.getKey())
                            .ifPresentOrElse(error -> place(rest, new KeyUnusable(error)), () -> {
                                log.warn(
                                        "An append was answered with {} for records it did not accept",
                                        outcome.getRefusal());
                                refuse(group, rest, Reason.FAILED);
                            });
            }
        }

        /** The shard is sealed, and its children open in a moment. */
        private void againWithNextMap(Group group, int[] rest, Attempts attempts) {
            streams.changed(group.stream)
                    .subscribe(
                            found -> found.ifPresentOrElse(
                                    stream -> again(
                                            new Group(stream, group.shard, rest),
                                            rest,
                                            stream.version() > group.stream.version() ? attempts.anew() : attempts),
                                    () -> refuse(group, rest, Reason.STREAM_GONE)),
                            failure -> again(group, rest, attempts));
        }

        private void againWithFreshMap(Group group, int[] rest, Attempts attempts) {
            streams.refresh(group.stream)
                    .subscribe(
                            found -> found.ifPresentOrElse(
                                    stream -> again(new Group(stream, group.shard, rest), rest, attempts),
                                    () -> refuse(group, rest, Reason.STREAM_GONE)),
                            failure -> again(group, rest, attempts));
        }

        private void again(Group group, int[] rest, Attempts attempts) {
            if (!attempts.again(next -> routeAgain(group, rest, next))) {
                refuse(group, rest, Reason.FAILED);
            }
        }

        /** Nobody else would hear of a failure here, and the request would wait for ever. */
        private void routeAgain(Group group, int[] rest, Attempts attempts) {
            try {
                route(group.stream, rest, attempts);
            } catch (RuntimeException e) {
                log.warn("Records could not be routed", e);
                refuse(group, rest, Reason.FAILED);
            }
        }

        private void refuse(Group group, int[] places, Reason reason) {
            place(places, new Refused(group.shard.id(), reason));
        }

        private void place(int[] places, Placement placement) {
            for (int place : places) {
                placements[place] = placement;
            }
            complete(places.length);
        }

        private void complete(int count) {
            if (count > 0 && open.addAndGet(-count) == 0) {
                sink.success(Arrays.asList(placements));
            }
        }
    }

    /** The records for one shard, by their places in the request. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Group(StreamDescription stream, Shard shard, int[] places) {
        ShardKey key() {
            return new ShardKey(stream.id(), shard.index());
        }
    }
}
