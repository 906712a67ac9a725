package dev.millrace.shard.encryption;

import dev.millrace.internal.key.DataKey;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.StreamArn;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Named keys whose ids are what streams call them. It answers at once, unless answers are held. */
final class TestDataKeys implements DataKeys {
    private final Random random = new Random(4);
    private final Map<Wrapped, DataKey> generated = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private @Nullable CompletableFuture<Void> held;
    private int asked;
    private int opened;

    private record Wrapped(StreamArn stream, ByteBuffer bytes) {}

    void disable(String key) {
        disabled.add(key);
    }

    void enable(String key) {
        disabled.remove(key);
    }

    /** From now on nothing is answered until {@link #answer}. */
    void hold() {
        held = new CompletableFuture<>();
    }

    void answer() {
        CompletableFuture<Void> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** How many data keys were asked for. */
    int asked() {
        return asked;
    }

    /** How often one was opened. */
    int opened() {
        return opened;
    }

    @Override
    public CompletableFuture<DataKey> generate(String key, StreamArn stream) {
        asked++;
        byte[] plaintext = new byte[32];
        byte[] wrapped = new byte[60];
        random.nextBytes(plaintext);
        random.nextBytes(wrapped);
        DataKey dataKey = new DataKey(key, plaintext, wrapped);
        generated.put(new Wrapped(stream, ByteBuffer.wrap(wrapped)), dataKey);
        return answered().thenApply(now -> checked(dataKey));
    }

    @Override
    public CompletableFuture<DataKey> open(byte[] wrapped, StreamArn stream) {
        opened++;
        DataKey dataKey = generated.get(new Wrapped(stream, ByteBuffer.wrap(wrapped)));
        return dataKey == null
                ? CompletableFuture.failedFuture(new ShardRefusal(RefusalReason.UNREADABLE))
                : answered().thenApply(now -> checked(dataKey));
    }

    private CompletableFuture<Void> answered() {
        return held == null ? CompletableFuture.completedFuture(null) : held.copy();
    }

    private DataKey checked(DataKey dataKey) {
        refusalOf(dataKey.keyId()).ifPresent(refusal -> {
            throw refusal;
        });
        return dataKey;
    }

    @Override
    public Optional<String> idOf(String key) {
        return Optional.of(key);
    }

    @Override
    public Optional<ShardRefusal> refusalOf(String keyId) {
        return disabled.contains(keyId)
                ? Optional.of(ShardRefusal.ofKey(RefusalReason.KEY_DISABLED, keyId))
                : Optional.empty();
    }
}
