package dev.millrace.gateway.streams.records;

import dev.millrace.block.RecordEntry;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.Placement.KeyUnusable;
import dev.millrace.gateway.streams.records.Placement.Reason;
import dev.millrace.gateway.streams.records.Placement.Refused;
import dev.millrace.gateway.streams.records.Placement.Stored;
import dev.millrace.internal.shard.NoOwnerException;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Puts records: each to the open shard of its hash key, all for one shard in one append in the order of the request.
 *
 * <p>What was certainly not written is routed again until the request's time is up: the owner may have changed, or the
 * stream's map. What may have been written is never sent twice, and nothing is sent again for a client that is gone, which may
 * be sending it anew itself.
 */
public final class RecordRouter {
    private static final Logger log = LoggerFactory.getLogger(RecordRouter.class);
    private static final long FIRST_DELAY_MILLIS = 5;
    private static final long LONGEST_DELAY_MILLIS = 500;

    private final Streams streams;
    private final ShardOwners owners;
    private final AppendStreams appends;
    private final ScheduledExecutorService timer;
    private final Duration timeout;

    /** @param timer runs short steps that never block */
    public RecordRouter(
            Streams streams,
            ShardOwners owners,
            AppendStreams appends,
            ScheduledExecutorService timer,
            Duration timeout) {
        this.streams = streams;
        this.owners = owners;
        this.appends = appends;
        this.timer = timer;
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
        private final long deadlineNanos = System.nanoTime() + timeout.toNanos();
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
            route(first, all, 0);
        }

        private void route(StreamDescription stream, int[] places, int attempt) {
            if (places.length == 1) {
                Shard shard = stream.shards().openShardOf(records.get(places[0]).hash());
                send(new Group(stream, shard, places), attempt);
                return;
            }
            for (Group group : groupByShard(stream, places)) {
                send(group, attempt);
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

        private void send(Group group, int attempt) {
            String address = owners.known(group.key());
            if (address != null) {
                send(group, address, attempt);
            } else {
                owners.locate(group.key())
                        .switchIfEmpty(Mono.error(NoOwnerException::new))
                        .subscribe(found -> send(group, found, attempt), failure -> {
                            log.debug("No owner is known: {}", failure.getMessage());
                            again(group, group.places, attempt);
                        });
            }
        }

        private void send(Group group, String address, int attempt) {
            appends.to(address)
                    .submit(new PendingAppend(
                            group.key(),
                            encode(group.places),
                            group.places.length,
                            afterIndex,
                            deadlineNanos,
                            outcome -> take(group, address, outcome, attempt),
                            () -> owners.forget(group.key(), address)));
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

        private void take(Group group, String address, AppendOutcome outcome, int attempt) {
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
            owners.correct(group.key(), address, outcome.getRefusal(), outcome.getOwner());
            switch (outcome.getRefusal()) {
                case THROTTLED, OVERLOADED -> refuse(group, rest, Reason.THROTTLED);
                case ORDERING_VIOLATED -> refuse(group, rest, Reason.ORDERING_VIOLATED);
                case NOT_OWNER, UNAVAILABLE -> again(group, rest, attempt);
                case SHARD_CLOSED -> againWithNextMap(group, rest, attempt);
                case UNKNOWN_SHARD -> againWithFreshMap(group, rest, attempt);
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
        private void againWithNextMap(Group group, int[] rest, int attempt) {
            streams.changed(group.stream)
                    .subscribe(
                            found -> found.ifPresentOrElse(
                                    stream -> again(
                                            new Group(stream, group.shard, rest),
                                            rest,
                                            stream.version() > group.stream.version() ? 0 : attempt),
                                    () -> refuse(group, rest, Reason.STREAM_GONE)),
                            failure -> again(group, rest, attempt));
        }

        private void againWithFreshMap(Group group, int[] rest, int attempt) {
            streams.refresh(group.stream)
                    .subscribe(
                            found -> found.ifPresentOrElse(
                                    stream -> again(new Group(stream, group.shard, rest), rest, attempt),
                                    () -> refuse(group, rest, Reason.STREAM_GONE)),
                            failure -> again(group, rest, attempt));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody takes an attempt back
        private void again(Group group, int[] rest, int attempt) {
            long delay = attempt == 0 ? 0 : delayMillis(attempt);
            if (abandoned || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay) - deadlineNanos >= 0) {
                refuse(group, rest, Reason.FAILED);
            } else {
                timer.schedule(() -> routeAgain(group, rest, attempt + 1), delay, TimeUnit.MILLISECONDS);
            }
        }

        /** The first time at once: most refusals name the owner that is asked next. Later not all in one moment, after a death. */
        private long delayMillis(int attempt) {
            long longest = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(attempt, 10));
            return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        }

        /** Nobody else would hear of a failure here, and the request would wait for ever. */
        private void routeAgain(Group group, int[] rest, int attempt) {
            try {
                route(group.stream, rest, attempt);
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
