package dev.millrace.shard.encryption;

import dev.millrace.internal.key.DataKey;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.key.KeyState;
import dev.millrace.service.ClusterSettings;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.StreamArn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Data keys from the metadata service, and the state of named keys as it tells of every change. */
final class CatalogDataKeys implements DataKeys {
    private static final Logger log = LoggerFactory.getLogger(CatalogDataKeys.class);

    private final KeyCalls calls;
    private final KeyMirror mirror;
    private final ClusterSettings cluster;
    private final Duration longestStaleness;

    /** @param longestStaleness of the mirror: whether a key was disabled is not known for longer than this */
    CatalogDataKeys(KeyCalls calls, KeyMirror mirror, ClusterSettings cluster, Duration longestStaleness) {
        this.calls = calls;
        this.mirror = mirror;
        this.cluster = cluster;
        this.longestStaleness = longestStaleness;
    }

    @Override
    public CompletableFuture<DataKey> generate(String key, StreamArn stream) {
        return Mono.fromSupplier(() -> reference(key))
                .flatMap(reference -> calls.find(reference, cluster.accountId()))
                .flatMap(known ->
                        calls.generate(known, contextOf(stream)).onErrorMap(failure -> refusal(failure, known.arn())))
                .onErrorMap(failure -> refusal(failure, key))
                .toFuture();
    }

    @Override
    public CompletableFuture<DataKey> open(byte[] wrapped, StreamArn stream) {
        return calls.open(wrapped, contextOf(stream))
                .onErrorMap(failure -> refusal(failure, ""))
                .toFuture();
    }

    @Override
    public Optional<String> idOf(String key) {
        try {
            return mirror.find(reference(key)).map(KnownKey::id);
        } catch (KeyException notAKey) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ShardRefusal> refusalOf(String keyId) {
        if (!mirror.isFresh(longestStaleness)) {
            return Optional.of(new ShardRefusal(RefusalReason.UNAVAILABLE));
        }
        Optional<KnownKey> known = mirror.find(keyId);
        if (known.isEmpty()) {
            return Optional.of(ShardRefusal.ofKey(RefusalReason.KEY_NOT_FOUND, keyId));
        }
        KnownKey key = known.get();
        return key.state() == KeyState.ENABLED
                ? Optional.empty()
                : Optional.of(ShardRefusal.ofKey(
                        key.state() == KeyState.DISABLED ? RefusalReason.KEY_DISABLED : RefusalReason.KEY_INVALID_STATE,
                        key.arn()));
    }

    private KeyReference reference(String key) {
        return KeyReference.parse(key, cluster.region(), cluster.accountId());
    }

    private static EncryptionContext contextOf(StreamArn stream) {
        return EncryptionContext.ofStream(stream.toString());
    }

    private static ShardRefusal refusal(Throwable failure, String key) {
        Optional<ShardRefusal> known = ShardRefusal.in(failure);
        if (known.isPresent()) {
            return known.get();
        }
        if (failure instanceof KeyException refused) {
            return switch (refused.type()) {
                case DISABLED -> ShardRefusal.ofKey(RefusalReason.KEY_DISABLED, key);
                case INVALID_STATE -> ShardRefusal.ofKey(RefusalReason.KEY_INVALID_STATE, key);
                case NOT_FOUND, INVALID_ARN -> ShardRefusal.ofKey(RefusalReason.KEY_NOT_FOUND, key);
                case INVALID_CIPHERTEXT, INCORRECT_KEY -> new ShardRefusal(RefusalReason.UNREADABLE);
                default -> unavailable(refused.type().wireName());
            };
        }
        return unavailable(failure.toString());
    }

    private static ShardRefusal unavailable(String why) {
        log.warn("A data key cannot be had now: {}", why);
        return new ShardRefusal(RefusalReason.UNAVAILABLE);
    }
}
