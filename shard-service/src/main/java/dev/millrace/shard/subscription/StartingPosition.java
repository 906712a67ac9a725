package dev.millrace.shard.subscription;

import dev.millrace.shard.read.ShardReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a subscription begins: turned into a record index once, at the owner, when the subscription begins. */
@FunctionalInterface
public interface StartingPosition {
    CompletionStage<Long> resolve(ShardReader reader);

    static StartingPosition at(long index) {
        return reader -> CompletableFuture.completedFuture(index);
    }

    static StartingPosition latest() {
        return reader -> CompletableFuture.completedFuture(reader.latestIndex());
    }

    static StartingPosition atTimestamp(long epochMillis) {
        return reader -> reader.firstArrivedFrom(epochMillis);
    }
}
