package dev.millrace.shard.append;

import dev.millrace.block.RecordEntry;
import dev.millrace.shard.encryption.BlockSeal;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.throughput.ShardThroughput;
import dev.millrace.stream.RecordIndex;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The one writer of a shard under one epoch: admits records, gathers them into blocks, has these written and acknowledges.
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
    private final Lease lease;
    private final ShardLoop loop;
    private final NodeClock clock;
    private final AppendSettings settings;
    private final ShardCipher cipher;
    private final ShardTail tail;
    private final ShardThroughput throughput;
    private final ByteBudget processPending;
    private final Runnable onLeaseLost;

    private final GatheredBlocks gathered;
    private final BlockWrites writes;
    private final Deque<PendingBlock> inFlight = new ArrayDeque<>();
    private final List<Runnable> onDrained = new ArrayList<>();
    private long acknowledgedIndex;
    private long pendingBytes;
    private boolean flushScheduled;
    private boolean awaitingSeal;
    private State state = State.OPEN;
    /** What an append is refused with that comes while this drains, or has. */
    private RefusalReason drainRefusal = RefusalReason.NONE;

    private enum State {
        OPEN,
        DRAINING,
        DRAINED,
        CLOSED
    }

    /**
     * @param shard numbers begin at the first index of its epoch
     * @param lastArrivalMillis no record may arrive before this
     * @param onLeaseLost told when a lapsed lease was noticed here
     */
    public ShardAppender(
            ShardEpoch shard,
            long lastArrivalMillis,
            AppendSettings settings,
            ShardThroughput throughput,
            ByteBudget processPending,
            Runnable onLeaseLost) {
        this.lease = shard.lease();
        this.loop = shard.loop();
        this.clock = shard.clock();
        this.settings = settings;
        this.cipher = shard.cipher();
        this.tail = shard.tail();
        this.throughput = throughput;
        this.processPending = processPending;
        this.onLeaseLost = onLeaseLost;
        this.acknowledgedIndex = RecordIndex.firstOf(shard.number());
        this.gathered = new GatheredBlocks(acknowledgedIndex, lastArrivalMillis, clock, settings.blockBytes());
        this.writes = new BlockWrites(shard, settings, this::acknowledgeStored, this::loseLease);
    }

    /** All records of the epoch below this are acknowledged; it is also where the next reader of new records begins. */
    public long acknowledgedIndex() {
        return acknowledgedIndex;
    }

    public long lastArrivalMillis() {
        return gathered.lastArrivalMillis();
    }

    /**
     * Appends records.
     *
     * @param entries whole entries of the block layout; may be read until the callback has been told
     * @param payloadSizes the quota bytes of each record
     * @param afterIndex the new indexes must be larger; 0 for any
     */
    public void append(ByteBuffer entries, int[] payloadSizes, long afterIndex, AppendCallback callback) {
        RefusalReason refusal = refusalOf(afterIndex);
        if (refusal != RefusalReason.NONE) {
            callback.refused(new ShardRefusal(refusal));
            return;
        }
        int bytes = entries.remaining();
        boolean fits = pendingBytes == 0 || pendingBytes + bytes <= settings.pendingBytes();
        if (!fits || !processPending.tryTake(bytes)) {
            callback.refused(new ShardRefusal(RefusalReason.OVERLOADED));
            return;
        }
        int admitted = throughput.admitWrites(payloadSizes, clock.nanoTime());
        ByteBuffer run = entries;
        if (admitted < payloadSizes.length) {
            run = entries.duplicate().limit(RecordEntry.endOf(entries, admitted));
            processPending.give(entries.limit() - run.limit());
        }
        if (admitted == 0) {
            callback.refused(new ShardRefusal(RefusalReason.THROTTLED));
            return;
        }
        pendingBytes += run.remaining();
        RefusalReason rest = admitted < payloadSizes.length ? RefusalReason.THROTTLED : RefusalReason.NONE;
        gathered.add(run, payloadSizes, admitted, rest, callback);
        scheduleFlush();
    }

    private RefusalReason refusalOf(long afterIndex) {
        if (state == State.CLOSED) {
            return RefusalReason.NOT_OWNER;
        }
        if (!lease.isValid()) {
            loseLease();
            return RefusalReason.NOT_OWNER;
        }
        if (state != State.OPEN) {
            return drainRefusal;
        }
        if (clock.isAhead()) {
            return RefusalReason.UNAVAILABLE;
        }
        return afterIndex >= gathered.nextIndex() ? RefusalReason.ORDERING_VIOLATED : RefusalReason.NONE;
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
        if (!gathered.hasFull() && inFlight.isEmpty()) {
            gathered.closeOpen();
        }
        while (gathered.hasFull() && inFlight.size() < settings.blocksInFlight() && !awaitingSeal) {
            CompletableFuture<BlockSeal> seal = cipher.seal();
            if (!seal.isDone() || seal.isCompletedExceptionally()) {
                await(seal);
                return;
            }
            PendingBlock block = gathered.removeFull();
            block.close(acknowledgedIndex, seal.join());
            inFlight.add(block);
            writes.begin(block);
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
                        refuseUnsent(
                                ShardRefusal.in(failure).orElseGet(() -> new ShardRefusal(RefusalReason.UNAVAILABLE)));
                    }
                },
                loop);
    }

    /** What cannot be sealed now is not stored. */
    private void refuseUnsent(ShardRefusal reason) {
        if (state == State.CLOSED) {
            return;
        }
        List<PendingBlock> unsent = gathered.withdraw();
        giveUp(unsent, gathered.nextIndex(), reason);
        if (isDrained()) {
            finishDraining();
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
    public void drain(RefusalReason refusal, Runnable done) {
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
        return state == State.DRAINING && gathered.isEmpty() && inFlight.isEmpty();
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
        writes.stop();
        ShardRefusal lost = new ShardRefusal(RefusalReason.NOT_OWNER);
        List<PendingBlock> unsent = gathered.withdraw();
        giveUp(inFlight, gathered.nextIndex(), lost);
        inFlight.clear();
        giveUp(unsent, gathered.nextIndex(), lost);
        finishDraining();
    }

    private void giveUp(Collection<PendingBlock> blocks, long unsentFrom, ShardRefusal reason) {
        for (PendingBlock block : blocks) {
            forget(block);
            block.giveUp(unsentFrom, reason);
        }
    }

    private void forget(PendingBlock block) {
        pendingBytes -= block.bytes();
        processPending.give(block.bytes());
    }
}
