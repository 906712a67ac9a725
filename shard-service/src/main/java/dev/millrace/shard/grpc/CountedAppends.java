package dev.millrace.shard.grpc;

import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Counts appends from when they have come in until their shard's appender has them and counts them itself: while they wait for its
 * loop, or for the shard to be taken over.
 */
final class CountedAppends {
    private final ByteBudget pending;

    CountedAppends(ByteBudget pending) {
        this.pending = pending;
    }

    /**
     * Hands an append on.
     *
     * @param use how one comes to the shard: tells one of both what became of that
     * @param append what is done with the shard
     * @param refuse told of whatever is in the way, at once when there is no memory
     */
    <S> void send(
            int bytes,
            BiConsumer<Consumer<S>, Consumer<ShardRefusal>> use,
            Consumer<S> append,
            Consumer<ShardRefusal> refuse) {
        if (!pending.tryTake(bytes)) {
            refuse.accept(new ShardRefusal(RefusalReason.OVERLOADED));
            return;
        }
        use.accept(
                shard -> {
                    pending.give(bytes);
                    append.accept(shard);
                },
                refusal -> {
                    pending.give(bytes);
                    refuse.accept(refusal);
                });
    }
}
