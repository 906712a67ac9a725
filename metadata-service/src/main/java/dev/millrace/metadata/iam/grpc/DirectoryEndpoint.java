package dev.millrace.metadata.iam.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.IamResult;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc.IdentityDirectoryImplBase;
import dev.millrace.internal.identity.v1.IdentitySnapshotEnd;
import dev.millrace.internal.identity.v1.WatchIdentitiesRequest;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.grpc.WatchOutlet;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.operation.IamOperation;
import dev.millrace.metadata.iam.operation.IamOperations;
import dev.millrace.service.Answers;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** The service {@code IdentityDirectory}: messages in and out, nothing else. */
public final class DirectoryEndpoint extends IdentityDirectoryImplBase {
    private final IdentityDirectory directory;
    private final IamOperations operations;
    private final DirectoryMessages messages;
    private final CatalogWatches<String, Identity> watches;
    private final Clock clock;

    public DirectoryEndpoint(
            IdentityDirectory directory,
            IamOperations operations,
            DirectoryMessages messages,
            CatalogWatches<String, Identity> watches,
            Clock clock) {
        this.directory = directory;
        this.operations = operations;
        this.messages = messages;
        this.watches = watches;
        this.clock = clock;
    }

    @Override
    public void call(IamCall call, StreamObserver<IamReply> answer) {
        Mono<IamReply> reply = Mono.defer(() -> perform(call))
                .map(decided -> toReply(call, decided))
                .onErrorMap(IdentityException.class, DirectoryEndpoint::toGrpc);
        Answers.send(reply, answer);
    }

    private Mono<Decision<Identity, Message>> perform(IamCall call) {
        IamOperation operation = operations
                .find(call)
                .orElseThrow(() -> Status.UNIMPLEMENTED
                        .withDescription("an unknown operation")
                        .asRuntimeException());
        return directory.change(call.getAccountId(), account -> {
            Decision<Identity, ? extends Message> decided = operation.perform(account, call);
            return new Decision<>(decided.change(), decided.answer());
        });
    }

    /** The result goes where the operation's number is; one that answers nothing has no place. */
    private IamReply toReply(IamCall call, Decision<Identity, Message> decided) {
        IamResult.Builder result = IamResult.newBuilder();
        FieldDescriptor place = IamResult.getDescriptor()
                .findFieldByNumber(call.getOperationCase().getNumber());
        if (place != null) {
            result.setField(place, decided.answer());
        }
        IamReply.Builder reply = IamReply.newBuilder().setResult(result);
        decided.change().ifPresent(change -> reply.setChange(toMessage(change)));
        return reply.build();
    }

    private IdentityChange toMessage(EntryChange<Identity> change) {
        return change instanceof EntryChange.Put<Identity> put
                ? messages.changed(put.entry())
                : DirectoryMessages.removed(change.name());
    }

    private static Throwable toGrpc(IdentityException refusal) {
        return new DomainError(refusal.type().code(), refusal.text()).toGrpc();
    }

    @Override
    public void watchIdentities(WatchIdentitiesRequest request, StreamObserver<IdentityChange> answer) {
        WatchOutlet.serve(
                watches,
                answer,
                messages::changed,
                DirectoryMessages::removed,
                age -> IdentityChange.newBuilder()
                        .setSnapshotEnd(IdentitySnapshotEnd.getDefaultInstance())
                        .setAgeMillis(age)
                        .build(),
                age -> IdentityChange.newBuilder()
                        .setAgeMillis(age)
                        .setTimeMillis(clock.millis())
                        .build());
    }
}
