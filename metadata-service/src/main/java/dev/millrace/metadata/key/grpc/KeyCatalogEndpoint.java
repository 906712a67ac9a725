package dev.millrace.metadata.key.grpc;

import com.google.protobuf.ByteString;
import dev.millrace.internal.error.DomainError;
import dev.millrace.internal.key.KeyMessages;
import dev.millrace.internal.key.v1.DataKey;
import dev.millrace.internal.key.v1.FindKeyReply;
import dev.millrace.internal.key.v1.FindKeyRequest;
import dev.millrace.internal.key.v1.GenerateDataKeyRequest;
import dev.millrace.internal.key.v1.KeyCatalogGrpc.KeyCatalogImplBase;
import dev.millrace.internal.key.v1.KeyChange;
import dev.millrace.internal.key.v1.KeySnapshotEnd;
import dev.millrace.internal.key.v1.OpenDataKeyRequest;
import dev.millrace.internal.key.v1.WatchKeysRequest;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.grpc.WatchOutlet;
import dev.millrace.metadata.key.DataKeys;
import dev.millrace.metadata.key.KeyDirectory;
import dev.millrace.metadata.key.KeyView;
import dev.millrace.metadata.key.ManagedKeys;
import dev.millrace.metadata.key.model.KeyEntry;
import dev.millrace.seal.TokenSeal;
import dev.millrace.service.Answers;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The service {@code KeyCatalog}: messages in and out, nothing else. */
public final class KeyCatalogEndpoint extends KeyCatalogImplBase {
    private final KeyDirectory directory;
    private final ManagedKeys managed;
    private final DataKeys dataKeys;
    private final CatalogWatches<String, KeyEntry> watches;
    private final KeyCatalogMessages messages;
    private final String region;
    private final TokenSeal transport;

    public KeyCatalogEndpoint(
            KeyDirectory directory,
            ManagedKeys managed,
            DataKeys dataKeys,
            CatalogWatches<String, KeyEntry> watches,
            String region,
            String clusterSecret) {
        this.directory = directory;
        this.managed = managed;
        this.dataKeys = dataKeys;
        this.watches = watches;
        this.messages = new KeyCatalogMessages(region);
        this.region = region;
        this.transport = new TokenSeal(clusterSecret, KeyMessages.TRANSPORT);
    }

    @Override
    public void watchKeys(WatchKeysRequest request, StreamObserver<KeyChange> answer) {
        WatchOutlet.serve(
                watches,
                answer,
                messages::changed,
                KeyCatalogMessages::removed,
                KeyChange.newBuilder()
                        .setSnapshotEnd(KeySnapshotEnd.getDefaultInstance())
                        .build());
    }

    @Override
    public void findKey(FindKeyRequest request, StreamObserver<FindKeyReply> answer) {
        send(
                () -> {
                    KeyReference reference = reference(request.getArn());
                    return managed.requireFor(reference, request.getCallerAccount())
                            .then(directory.ask(view -> toReply(view, reference)));
                },
                answer);
    }

    private FindKeyReply toReply(KeyView view, KeyReference reference) {
        FindKeyReply.Builder reply = FindKeyReply.newBuilder().setKey(messages.toMessage(view.key(reference)));
        if (reference.isAlias()) {
            view.findAlias(reference).map(messages::toMessage).ifPresent(reply::setAlias);
        }
        return reply.build();
    }

    @Override
    public void generateDataKey(GenerateDataKeyRequest request, StreamObserver<DataKey> answer) {
        send(
                () -> dataKeys.generate(reference(request.getArn()), EncryptionContext.of(request.getContextMap()))
                        .map(this::toMessage),
                answer);
    }

    @Override
    public void openDataKey(OpenDataKeyRequest request, StreamObserver<DataKey> answer) {
        send(
                () -> dataKeys.open(request.getWrapped().toByteArray(), EncryptionContext.of(request.getContextMap()))
                        .map(this::toMessage),
                answer);
    }

    private DataKey toMessage(DataKeys.DataKey key) {
        return DataKey.newBuilder()
                .setKeyId(key.keyId())
                .setSealedPlaintext(transport.seal(key.plaintext()))
                .setWrapped(ByteString.copyFrom(key.wrapped()))
                .build();
    }

    private KeyReference reference(String arn) {
        return KeyReference.parse(arn, region, "");
    }

    private static <A> void send(Supplier<Mono<A>> work, StreamObserver<A> answer) {
        Answers.send(Mono.defer(work).onErrorMap(KeyException.class, KeyCatalogEndpoint::toGrpc), answer);
    }

    private static Throwable toGrpc(KeyException refusal) {
        return new DomainError(refusal.type().wireName(), refusal.text()).toGrpc();
    }
}
