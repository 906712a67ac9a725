package dev.millrace.metadata.kms.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.internal.key.KeyMessages;
import dev.millrace.internal.key.v1.DataKey;
import dev.millrace.internal.key.v1.FindKeyReply;
import dev.millrace.internal.key.v1.FindKeyRequest;
import dev.millrace.internal.key.v1.GenerateDataKeyRequest;
import dev.millrace.internal.key.v1.KeyCatalogGrpc.KeyCatalogImplBase;
import dev.millrace.internal.key.v1.KeyChange;
import dev.millrace.internal.key.v1.KeySnapshotEnd;
import dev.millrace.internal.key.v1.KmsReply;
import dev.millrace.internal.key.v1.OpenDataKeyRequest;
import dev.millrace.internal.key.v1.WatchKeysRequest;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.KmsResult;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.grpc.WatchOutlet;
import dev.millrace.metadata.kms.DataKeyOperations;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.ManagedKeys;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.operation.KmsOperation;
import dev.millrace.metadata.kms.operation.KmsOperations;
import dev.millrace.seal.TokenSeal;
import dev.millrace.service.Answers;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The service {@code KeyCatalog}: messages in and out, nothing else. */
public final class KeyCatalogEndpoint extends KeyCatalogImplBase {
    private final KeyDirectory directory;
    private final KmsOperations operations;
    private final ManagedKeys managed;
    private final DataKeyOperations dataKeys;
    private final CatalogWatches<String, KeyEntry> watches;
    private final KeyCatalogMessages messages;
    private final String region;
    private final TokenSeal transport;

    public KeyCatalogEndpoint(
            KeyDirectory directory,
            KmsOperations operations,
            ManagedKeys managed,
            DataKeyOperations dataKeys,
            CatalogWatches<String, KeyEntry> watches,
            String region,
            String clusterSecret) {
        this.directory = directory;
        this.operations = operations;
        this.managed = managed;
        this.dataKeys = dataKeys;
        this.watches = watches;
        this.messages = new KeyCatalogMessages(region);
        this.region = region;
        this.transport = new TokenSeal(clusterSecret, KeyMessages.TRANSPORT);
    }

    @Override
    public void call(KmsCall call, StreamObserver<KmsReply> answer) {
        KmsOperation operation = operations
                .find(call)
                .orElseThrow(() -> Status.UNIMPLEMENTED
                        .withDescription("an unknown operation")
                        .asRuntimeException());
        send(() -> operation.perform(call).map(decided -> toReply(call, decided)), answer);
    }

    /** The result goes where the operation's number is; one that answers nothing has no place. */
    private KmsReply toReply(KmsCall call, Decision<KeyEntry, Message> decided) {
        KmsResult.Builder result = KmsResult.newBuilder();
        FieldDescriptor place = KmsResult.getDescriptor()
                .findFieldByNumber(call.getOperationCase().getNumber());
        if (place != null) {
            result.setField(place, decided.answer());
        }
        KmsReply.Builder reply = KmsReply.newBuilder().setResult(result);
        decided.change().ifPresent(change -> reply.setChange(toMessage(change)));
        return reply.build();
    }

    private KeyChange toMessage(EntryChange<KeyEntry> change) {
        return change instanceof EntryChange.Put<KeyEntry> put
                ? messages.changed(put.entry())
                : KeyCatalogMessages.removed(change.name());
    }

    @Override
    public void watchKeys(WatchKeysRequest request, StreamObserver<KeyChange> answer) {
        WatchOutlet.serve(
                watches,
                answer,
                messages::changed,
                KeyCatalogMessages::removed,
                age -> KeyChange.newBuilder()
                        .setSnapshotEnd(KeySnapshotEnd.getDefaultInstance())
                        .setAgeMillis(age)
                        .build(),
                age -> KeyChange.newBuilder().setAgeMillis(age).build());
    }

    @Override
    public void findKey(FindKeyRequest request, StreamObserver<FindKeyReply> answer) {
        send(
                () -> {
                    if (!request.getKeyId().isEmpty()) {
                        return directory.ask(view -> toReply(view, request.getKeyId()));
                    }
                    KeyReference reference = reference(request.getArn());
                    return managed.requireFor(reference, request.getCallerAccount())
                            .then(directory.ask(view -> toReply(view, reference)));
                },
                answer);
    }

    private FindKeyReply toReply(KeyView view, String keyId) {
        return FindKeyReply.newBuilder()
                .setKey(messages.toMessage(view.find(keyId).orElseThrow(() -> KeyErrors.invalidKeyId(keyId))))
                .build();
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

    private DataKey toMessage(DataKeyOperations.DataKey key) {
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
