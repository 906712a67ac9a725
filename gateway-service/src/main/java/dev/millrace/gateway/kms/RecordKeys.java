package dev.millrace.gateway.kms;

import dev.millrace.gateway.caller.CurrentCaller;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.KeyRefusals;
import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Whether the keys of encrypted records can be used, and by whom: writers need {@code kms:GenerateDataKey} on the key of their
 * stream, readers {@code kms:Decrypt} on the key of each record. All of it is decided from memory, and costs plain streams nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html">Permissions to use KMS keys</a>
 */
public final class RecordKeys {
    private static final String GENERATE_DATA_KEY = "kms:GenerateDataKey";
    private static final String DECRYPT = "kms:Decrypt";

    private final KeyMirror mirror;
    private final KeyCalls calls;
    private final KeyAuthorizer authorizer;
    private final Streams streams;
    private final String region;
    private final Duration longestStaleness;

    /** @param longestStaleness when nothing has been heard of keys for so long, none can be used: it may be disabled by now */
    RecordKeys(
            KeyMirror mirror,
            KeyCalls calls,
            KeyAuthorizer authorizer,
            Streams streams,
            String region,
            Duration longestStaleness) {
        this.mirror = mirror;
        this.calls = calls;
        this.authorizer = authorizer;
        this.streams = streams;
        this.region = region;
        this.longestStaleness = longestStaleness;
    }

    /** A write, if its caller may write under the stream's key. */
    public <T> Mono<T> writing(StreamDescription stream, Mono<T> write) {
        return isPlain(stream)
                ? write
                : CurrentCaller.current()
                        .flatMap(caller -> require(caller, stream, GENERATE_DATA_KEY))
                        .then(write);
    }

    /** Completes if a caller may read what is put into the stream from now on. */
    public Mono<Void> requireReader(Requester caller, StreamDescription stream) {
        return isPlain(stream) ? Mono.empty() : require(caller, stream, DECRYPT);
    }

    /** Completes if the caller may read these records. */
    public Mono<Void> requireReader(StreamDescription stream, List<BlockSlice> records) {
        return areAllPlain(records)
                ? Mono.empty()
                : CurrentCaller.current()
                        .doOnNext(caller -> requireReader(caller, stream, records))
                        .then();
    }

    /** Makes sure that a caller may read these records, of whichever keys. */
    public void requireReader(Requester caller, StreamDescription stream, List<BlockSlice> records) {
        String last = "";
        for (BlockSlice slice : records) {
            String keyId = slice.getKeyId();
            if (!keyId.equals(last)) {
                if (!keyId.isEmpty()) {
                    require(caller, stream, DECRYPT, find(keyId));
                }
                last = keyId;
            }
        }
    }

    /** The key that a caller wants a stream to be encrypted with, as it stands now; an error if that cannot be. */
    public Mono<KnownKey> requireUsable(String keyId) {
        return Mono.fromSupplier(() -> reference(keyId))
                .flatMap(reference -> calls.refresh(reference, streams.account()))
                .doOnNext(KnownKey::requireUsable)
                .onErrorMap(KeyRefusals::toError);
    }

    private static boolean isPlain(StreamDescription stream) {
        return stream.encryption() == EncryptionType.NONE;
    }

    private static boolean areAllPlain(List<BlockSlice> records) {
        for (int i = 0; i < records.size(); i++) {
            if (!records.get(i).getKeyId().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Mono<Void> require(Requester caller, StreamDescription stream, String action) {
        return Mono.defer(() -> keyOf(stream))
                .doOnNext(key -> require(caller, stream, action, key))
                .onErrorMap(KeyRefusals::toError)
                .then();
    }

    private Mono<KnownKey> keyOf(StreamDescription stream) {
        KeyReference reference = reference(stream.keyId().orElseThrow(RequestErrors::internalFailure));
        Optional<KnownKey> known = mirror.find(reference);
        return known.isPresent() ? Mono.just(known.get()) : calls.find(reference, streams.account());
    }

    private KeyReference reference(String keyId) {
        return KeyReference.parse(keyId, region, streams.account());
    }

    private KnownKey find(String keyId) {
        return mirror.find(keyId).orElseThrow(() -> EncryptionErrors.keyNotFound(keyId));
    }

    private void require(Requester caller, StreamDescription stream, String action, KnownKey key) {
        if (!mirror.isFresh(longestStaleness)) {
            throw RequestErrors.internalFailure();
        }
        try {
            key.requireUsable();
        } catch (KeyException unusable) {
            throw unusable(unusable);
        }
        try {
            authorizer.authorize(caller, action, key, KeyUse.viaKinesis(region, contextOf(stream)));
        } catch (KeyException denied) {
            throw denied(caller, stream, action, key);
        }
    }

    private EncryptionContext contextOf(StreamDescription stream) {
        return EncryptionContext.ofStream(streams.arnOf(stream.name()).toString());
    }

    private static RuntimeException unusable(KeyException reason) {
        return KeyRefusals.toError(reason) instanceof RuntimeException error ? error : reason;
    }

    private static KinesisException denied(Requester caller, StreamDescription stream, String action, KnownKey key) {
        return action.equals(DECRYPT)
                ? EncryptionErrors.readerNotAllowed(caller.principal().arn(), stream.name())
                : EncryptionErrors.writerNotAllowed(caller.principal().arn(), key.arn());
    }
}
