package dev.millrace.shard.append;

import dev.millrace.block.RecordEntry;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.ShardRefusal;
import dev.millrace.shard.encryption.BlockSeal;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.tail.ShardTail;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a shard under one epoch: numbers records, gathers them into blocks, writes and acknowledges.
 *
 * <pre>
 *  append ──▶ open block ──▶ full blocks ──▶ in flight (bounded) ──▶ stored ──▶ acknowledged, strictly in order
 *             fills while others are written (group commit)          lease asked again here
 * </pre>
 *
 * A block that cannot be written is written again until it can, or the lease is over: a later one must not be
 * acknowledged before it. Everything here runs on the shard's loop.
 */
public final class ShardAppender {
    private static final Logger log = LoggerFactory.getLogger(ShardAppender.class);

    private final ShardKey key;
    private final Lease lease;
    private final ShardLoop loop;
    private final NodeClock clock;
    private final AppendSettings settings;
    private final BucketWriter buckets;
    private final ShardCipher cipher;
    private final ShardTail tail;
    private final ShardThroughput throughput;
    private final PendingBytes processPending;
    private final Runnable onLeaseLost;

    private final Deque<PendingBlock> full = new ArrayDeque<>();
    private final Deque<PendingBlock> inFlight = new ArrayDeque<>();
    private @Nullable PendingBlock open;
    private final List<Runnable> onDrained = new ArrayList<>();
    private long nextIndex;
    private long acknowledgedIndex;
    private long lastArrivalMillis;
    private long pendingBytes;
    private boolean flushScheduled;
    private boolean storeFails;
    private boolean awaitingSeal;
    private State state = State.OPEN;
    /** What an append is refused with that comes while this drains, or has. */
    private Refusal drainRefusal = Refusal.NONE;

    private enum State {
        OPEN,
        DRAINING,
        DRAINED,
        CLOSED
    }

    /**
     * @param epoch the owner's epoch; numbers begin at its first index
     * @param lastArrivalMillis no record may arrive before this
     * @param onLeaseLost told when a lapsed lease was noticed here
     */
    public ShardAppender(
            ShardKey key,
            Lease lease,
            int epoch,
            long lastArrivalMillis,
            ShardLoop loop,
            NodeClock clock,
            AppendSettings settings,
            BlockStore store,
            ShardCipher cipher,
            ShardTail tail,
            ShardThroughput throughput,
            PendingBytes processPending,
            Runnable onLeaseLost) {
        this.key = key;
        this.lease = lease;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
        this.buckets = new BucketWriter(key, store, settings);
        this.cipher = cipher;
        this.tail = tail;
        this.throughput = throughput;
        this.processPending = processPending;
        this.onLeaseLost = onLeaseLost;
        this.nextIndex = RecordIndex.firstOf(epoch);
        this.acknowledgedIndex = nextIndex;
        this.lastArrivalMillis = lastArrivalMillis;
    }

    /** All records of the epoch below this are acknowledged; it is also where the next reader of new records begins. */
    public long acknowledgedIndex() {
        return acknowledgedIndex;
    }

    public long lastArrivalMillis() {
        return lastArrivalMillis;
    }

    /**
     * Appends records.
     *
     * @param entries whole entries of the block layout; may be read until the callback has been told
     * @param payloadSizes the quota bytes of each record
     * @param afterIndex the new indexes must be larger; 0 for any
     */
    public void append(ByteBuffer entries, int[] payloadSizes, long afterIndex, AppendCallback callback) {
        Refusal refusal = refusalOf(afterIndex);
        if (refusal != Refusal.NONE) {
            callback.refused(new ShardRefusal(refusal));
            return;
        }
        if (pendingBytes > settings.pendingBytes() || !processPending.tryAdd(entries.remaining())) {
            callback.refused(new ShardRefusal(Refusal.OVERLOADED));
            return;
        }
        int admitted = throughput.admitWrites(payloadSizes, clock.nanoTime());
        ByteBuffer run = entries;
        if (admitted < payloadSizes.length) {
            run = entries.duplicate().limit(RecordEntry.endOf(entries, admitted));
            processPending.subtract(entries.limit() - run.limit());
        }
        if (admitted == 0) {
            callback.refused(new ShardRefusal(Refusal.THROTTLED));
            return;
        }
        pendingBytes += run.remaining();
        add(run, payloadSizes, admitted, callback);
        scheduleFlush();
    }

    private Refusal refusalOf(long afterIndex) {
        if (state == State.CLOSED) {
            return Refusal.NOT_OWNER;
        }
        if (!lease.isValid()) {
            loseLease();
            return Refusal.NOT_OWNER;
        }
        if (state != State.OPEN) {
            return drainRefusal;
        }
        return afterIndex >= nextIndex ? Refusal.ORDERING_VIOLATED : Refusal.NONE;
    }

    /** One append has one arrival time: it goes into the open block as a whole, or begins a new one. */
    private void add(ByteBuffer run, int[] payloadSizes, int admitted, AppendCallback callback) {
        long first = nextIndex;
        PendingBlock block = open;
        if (block == null || block.bytes() + run.remaining() > settings.blockBytes()) {
            block = beginBlock();
        }
        int from = 0;
        while (from < admitted) {
            int start = run.position();
            int end = start;
            int to = from;
            ByteBuffer rest = run.duplicate();
            do {
                end = RecordEntry.endOf(rest.position(end), 1);
                to++;
            } while (to < admitted && block.bytes() + (end - start) + sizeOfNext(run, end) <= settings.blockBytes());
            block.add(run.duplicate().limit(end), payloadSizes, from, to);
            nextIndex += to - from;
            run.position(end);
            from = to;
            if (from < admitted) {
                block = beginBlockAt(block.arrivalMillis());
            }
        }
        block.addWaiter(callback, admitted, first, admitted < payloadSizes.length ? Refusal.THROTTLED : Refusal.NONE);
    }

    private static int sizeOfNext(ByteBuffer run, int position) {
        return RecordEntry.endOf(run.duplicate().position(position), 1) - position;
    }

    private PendingBlock beginBlock() {
        lastArrivalMillis = Math.max(lastArrivalMillis, clock.wallMillis());
        return beginBlockAt(lastArrivalMillis);
    }

    private PendingBlock beginBlockAt(long arrivalMillis) {
        closeOpenBlock();
        PendingBlock block = new PendingBlock(nextIndex, arrivalMillis);
        open = block;
        return block;
    }

    private void closeOpenBlock() {
        if (open != null) {
            full.add(open);
            open = null;
        }
    }

    /** Flushes after the tasks that already wait on the loop: what they append shares the block. */
    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop.execute(() -> {
                flushScheduled = false;
                flush();
            });
        }
    }

    private void flush() {
        if (state == State.CLOSED) {
            return;
        }
        if (full.isEmpty() && inFlight.isEmpty()) {
            closeOpenBlock();
        }
        while (!full.isEmpty() && inFlight.size() < settings.blocksInFlight() && !awaitingSeal) {
            CompletableFuture<BlockSeal> seal = cipher.seal();
            if (!seal.isDone() || seal.isCompletedExceptionally()) {
                await(seal);
                return;
            }
            PendingBlock block = full.remove();
            block.close(acknowledgedIndex, seal.join());
            buckets.place(block);
            inFlight.add(block);
            write(block);
        }
    }

    /** Blocks fill, within their bounds, until it is known what they are sealed with. */
    private void await(CompletableFuture<BlockSeal> seal) {
        awaitingSeal = true;
        var unused = seal.whenCompleteAsync(
                (found, failure) -> {
                    awaitingSeal = false;
                    if (failure == null) {
                        flush();
                    } else {
                        refuseUnsent(ShardRefusal.in(failure).orElseGet(() -> new ShardRefusal(Refusal.UNAVAILABLE)));
                    }
                },
                loop);
    }

    /** What cannot be sealed now is not stored. Nobody has seen its indexes, so the next records get them, without a gap. */
    private void refuseUnsent(ShardRefusal reason) {
        if (state == State.CLOSED) {
            return;
        }
        closeOpenBlock();
        if (!full.isEmpty()) {
            List<PendingBlock> unsent = List.copyOf(full);
            full.clear();
            nextIndex = unsent.get(0).firstIndex();
            unsent.forEach(block -> giveUp(block, nextIndex, reason));
        }
        if (isDrained()) {
            finishDraining();
        }
    }

    private void write(PendingBlock block) {
        var unused = buckets.write(block)
                .whenCompleteAsync(
                        (written, failure) -> {
                            if (state == State.CLOSED) {
                                return;
                            }
                            if (failure == null) {
                                storeFails = false;
                                block.markStored();
                                acknowledgeStored();
                            } else if (lease.isValid()) {
                                tellOfFailure(failure);
                                loop.schedule(settings.retryDelay(), () -> writeAgain(block));
                            } else {
                                loseLease();
                            }
                        },
                        loop);
    }

    /** Once for an outage, not for every try of every block. */
    private void tellOfFailure(Throwable failure) {
        if (!storeFails) {
            log.warn(
                    "Blocks of stream {} shard {} are written again until they can be: {}",
                    key.stream(),
                    key.shard(),
                    failure.toString());
        }
        storeFails = true;
    }

    private void writeAgain(PendingBlock block) {
        if (state != State.CLOSED) {
            write(block);
        }
    }

    /** The fence: what a former owner has stored may already lie beyond the end that its successor recorded. */
    private void acknowledgeStored() {
        if (inFlight.isEmpty() || !inFlight.getFirst().isStored()) {
            return;
        }
        if (!lease.isValid()) {
            loseLease();
            return;
        }
        while (!inFlight.isEmpty() && inFlight.getFirst().isStored()) {
            PendingBlock block = inFlight.remove();
            forget(block);
            acknowledgedIndex = block.stored().endIndex();
            tail.add(block.stored());
            block.acknowledge();
        }
        flush();
        tail.wakeWaiters();
        if (isDrained()) {
            finishDraining();
        }
    }

    /**
     * Takes no more appends and finishes those it has. May be asked for again; what came first says how appends are
     * refused.
     *
     * @param refusal for the appends that come from now on
     * @param done called on the loop when nothing is pending any more, or the lease is over
     */
    public void drain(Refusal refusal, Runnable done) {
        if (state == State.OPEN) {
            state = State.DRAINING;
            drainRefusal = refusal;
        }
        onDrained.add(done);
        if (state != State.DRAINING || isDrained()) {
            finishDraining();
        }
    }

    private boolean isDrained() {
        return state == State.DRAINING && open == null && full.isEmpty() && inFlight.isEmpty();
    }

    private void finishDraining() {
        if (state == State.DRAINING) {
            state = State.DRAINED;
        }
        List<Runnable> waiting = List.copyOf(onDrained);
        onDrained.clear();
        waiting.forEach(Runnable::run);
    }

    private void loseLease() {
        if (state != State.CLOSED) {
            close();
            onLeaseLost.run();
        }
    }

    /** Acknowledges nothing from now on: what was sent may or may not be stored, the rest certainly is not. */
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        closeOpenBlock();
        long unsentFrom = full.isEmpty() ? nextIndex : full.getFirst().firstIndex();
        ShardRefusal lost = new ShardRefusal(Refusal.NOT_OWNER);
        inFlight.forEach(block -> giveUp(block, unsentFrom, lost));
        full.forEach(block -> giveUp(block, unsentFrom, lost));
        inFlight.clear();
        full.clear();
        finishDraining();
    }

    private void giveUp(PendingBlock block, long unsentFrom, ShardRefusal reason) {
        forget(block);
        block.giveUp(unsentFrom, reason);
    }

    private void forget(PendingBlock block) {
        pendingBytes -= block.bytes();
        processPending.subtract(block.bytes());
    }
}
