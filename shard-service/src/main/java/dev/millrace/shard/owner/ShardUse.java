package dev.millrace.shard.owner;

import dev.millrace.shard.refusal.ShardRefusal;
import java.util.function.Consumer;

/** What is done with a shard when this instance owns it. One of both happens, once. */
public interface ShardUse {
    /** Called on the shard's loop. */
    void with(OwnedShard shard);

    /** Called on the shard's loop, or at once, when another instance is the one to ask or none can serve it. */
    void refused(ShardRefusal refusal);

    /** One of two that are written apart. */
    static ShardUse of(Consumer<OwnedShard> use, Consumer<ShardRefusal> refuse) {
        return new ShardUse() {
            @Override
            public void with(OwnedShard shard) {
                use.accept(shard);
            }

            @Override
            public void refused(ShardRefusal refusal) {
                refuse.accept(refusal);
            }
        };
    }
}
