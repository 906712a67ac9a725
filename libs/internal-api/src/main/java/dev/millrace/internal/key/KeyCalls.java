package dev.millrace.internal.key;

import com.google.protobuf.ByteString;
import dev.millrace.internal.key.v1.FindKeyReply;
import dev.millrace.internal.key.v1.FindKeyRequest;
import dev.millrace.internal.key.v1.GenerateDataKeyRequest;
import dev.millrace.internal.key.v1.KeyCatalogGrpc;
import dev.millrace.internal.key.v1.KeyCatalogGrpc.KeyCatalogStub;
import dev.millrace.internal.key.v1.OpenDataKeyRequest;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.seal.TokenSeal;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** What other services ask the metadata service for keys. Refusals are {@link dev.millrace.key.KeyException}s. */
public final class KeyCalls {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final KeyCatalogStub catalog;
    private final KeyMirror mirror;
    private final TokenSeal transport;

    public KeyCalls(ManagedChannel metadataService, KeyMirror mirror, String clusterSecret) {
        this.catalog = KeyCatalogGrpc.newStub(metadataService);
        this.mirror = mirror;
        this.transport = new TokenSeal(clusterSecret, KeyMessages.TRANSPORT);
    }

    /**
     * The key that a caller means: from memory, or as the metadata service knows it; KeyException NotFound without any.
     *
     * @param callerAccount whose own {@link KeyReference#KINESIS} is made if need be
     */
    public Mono<KnownKey> find(KeyReference reference, String callerAccount) {
        return Mono.defer(
                () -> mirror.find(reference).map(Mono::just).orElseGet(() -> refresh(reference, callerAccount)));
    }

    /** The same, but as it stands now. */
    public Mono<KnownKey> refresh(KeyReference reference, String callerAccount) {
        return find(FindKeyRequest.newBuilder()
                .setArn(reference.arn())
                .setCallerAccount(callerAccount)
                .build());
    }

    /** The key of an id, whatever account it is of: from memory, or as the metadata service knows it. */
    public Mono<KnownKey> find(String keyId) {
        return Mono.defer(() -> mirror.find(keyId)
                .map(Mono::just)
                .orElseGet(
                        () -> find(FindKeyRequest.newBuilder().setKeyId(keyId).build())));
    }

    private Mono<KnownKey> find(FindKeyRequest request) {
        return Mono.defer(() -> UnaryCall.<FindKeyRequest, FindKeyReply>of(stub()::findKey, request))
                .map(reply -> {
                    mirror.learn(reply.getKey());
                    if (reply.hasAlias()) {
                        mirror.learn(reply.getAlias());
                    }
                    return KeyMessages.toDomain(reply.getKey());
                })
                .onErrorMap(KeyMessages::toDomain);
    }

    /** A new data key. */
    public Mono<DataKey> generate(KnownKey under, EncryptionContext context) {
        GenerateDataKeyRequest request = GenerateDataKeyRequest.newBuilder()
                .setArn(under.arn())
                .putAllContext(context.pairs())
                .build();
        return Mono.defer(() -> UnaryCall.<GenerateDataKeyRequest, dev.millrace.internal.key.v1.DataKey>of(
                        stub()::generateDataKey, request))
                .map(this::toDomain)
                .onErrorMap(KeyMessages::toDomain);
    }

    /** A data key as it was generated. */
    public Mono<DataKey> open(byte[] wrapped, EncryptionContext context) {
        OpenDataKeyRequest request = OpenDataKeyRequest.newBuilder()
                .setWrapped(ByteString.copyFrom(wrapped))
                .putAllContext(context.pairs())
                .build();
        return Mono.defer(() -> UnaryCall.<OpenDataKeyRequest, dev.millrace.internal.key.v1.DataKey>of(
                        stub()::openDataKey, request))
                .map(this::toDomain)
                .onErrorMap(KeyMessages::toDomain);
    }

    private DataKey toDomain(dev.millrace.internal.key.v1.DataKey message) {
        byte[] plaintext = transport.open(message.getSealedPlaintext()).orElseThrow(KeyErrors::internalFailure);
        return new DataKey(message.getKeyId(), plaintext, message.getWrapped().toByteArray());
    }

    private KeyCatalogStub stub() {
        return catalog.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
