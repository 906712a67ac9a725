package dev.millrace.shard.subscription;

import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.owner.OwnedShard;
import dev.millrace.shard.read.ReadResult;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.StartPosition;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one subscriber the records of an owned shard, in order, without a gap, for as long as it is owned.
 *
 * <pre>
 *               behind the tip                      at the tip
 *   begin ──▶ read ──▶ event ──▶ read ...   ──▶   wait for the tail ──▶ read ──▶ event
 *               (log, read ahead)                   no timer, no poll     (tail)
 * </pre>
 *
 * One event is made at a time and only when the subscriber can take it, so a slow one costs nothing here but its place.
 * Catching up and following are the same reads, from the log or from the tail, so there is no seam between them. Lives on
 * the shard's loop.
 */
public final class ShardSubscription implements ShardTail.Waiter {
    private static final Logger log = LoggerFactory.getLogger(ShardSubscription.class);

    /** In one event. The bound in bytes counts; this one is for records of next to nothing. */
    private static final int MOST_RECORDS = 10_000;

    private final OwnedShard shard;
    private final Executor loop;
    private final Supplier<ShardState> state;
    private final Subscriber subscriber;
    private final int eventBytes;
    private long nextIndex;
    private long toldIndex = -1;
    private boolean reading;
    private boolean ended;

    /** What the catalogue says about the shard. */
    public enum ShardState {
        OPEN,
        CLOSED,
        GONE
    }

    /** @param eventBytes data and partition keys in one event; one larger record comes alone */
    public ShardSubscription(
            OwnedShard shard, Executor loop, Supplier<ShardState> state, Subscriber subscriber, int eventBytes) {
        this.shard = shard;
        this.loop = loop;
        this.state = state;
        this.subscriber = subscriber;
        this.eventBytes = eventBytes;
    }

    public void begin(StartPosition position) {
        shard.tail().join(this);
        reading = true;
        var unused = shard.reader().indexOf(position).whenCompleteAsync(this::start, loop);
    }

    private void start(Long index, Throwable failure) {
        reading = false;
        if (failure != null) {
            fail(failure);
            return;
        }
        nextIndex = index;
        read();
    }

    /** Goes on, if there is anything to go on with: called when the subscriber, or the catalogue, has changed. */
    public void wake() {
        if (ended || reading || !subscriber.isReady()) {
            return;
        }
        switch (state.get()) {
            case GONE -> refuse(new ShardRefusal(RefusalReason.UNKNOWN_SHARD));
            case CLOSED -> read();
            case OPEN -> {
                if (toldIndex < 0 || nextIndex < shard.appender().acknowledgedIndex()) {
                    read();
                }
            }
        }
    }

    @Override
    public void onGrowth() {
        wake();
    }

    @Override
    public void onEnd() {
        refuse(new ShardRefusal(RefusalReason.NOT_OWNER));
    }

    private void read() {
        if (ended || reading || !subscriber.isReady() || !subscriber.tryReserve()) {
            return;
        }
        reading = true;
        // Asked before the read: what the catalogue closes meanwhile may still get records that the read does not see.
        boolean closed = state.get() == ShardState.CLOSED;
        var unused = shard.reader().read(nextIndex, MOST_RECORDS, eventBytes).whenComplete((result, failure) -> {
            reading = false;
            if (failure != null) {
                fail(failure);
            } else if (!ended) {
                push(result, closed && result.caughtUp());
            }
        });
    }

    private void push(ReadResult result, boolean last) {
        nextIndex = result.nextIndex();
        if (last) {
            end();
            subscriber.endOfShard(result);
            return;
        }
        if (!result.slices().isEmpty() || toldIndex < 0 || result.caughtUp() && nextIndex != toldIndex) {
            toldIndex = nextIndex;
            subscriber.event(result);
        } else {
            subscriber.spare();
        }
        if (result.caughtUp()) {
            wake();
        } else {
            read();
        }
    }

    private void fail(Throwable failure) {
        refuse(ShardRefusal.in(failure).orElseGet(() -> {
            log.warn("A subscription cannot be read for now: {}", failure.toString());
            return new ShardRefusal(RefusalReason.UNAVAILABLE);
        }));
    }

    private void refuse(ShardRefusal reason) {
        if (!ended) {
            end();
            subscriber.refused(reason);
        }
    }

    /** Pushes nothing more; the subscriber is not told. */
    public void end() {
        ended = true;
        shard.tail().leave(this);
    }
}
