package dev.millrace.metadata.identity.grpc;

import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentitySnapshotEnd;
import dev.millrace.metadata.catalog.CatalogWatch;
import dev.millrace.metadata.identity.model.Identity;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** A watch's events as messages of its call. */
final class DirectoryOutlet implements CatalogWatch.Outlet<String, Identity> {
    private final ServerCallStreamObserver<IdentityChange> call;
    private final DirectoryMessages messages;

    DirectoryOutlet(ServerCallStreamObserver<IdentityChange> call, DirectoryMessages messages) {
        this.call = call;
        this.messages = messages;
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void changed(Identity identity) {
        call.onNext(messages.changed(identity));
    }

    @Override
    public void removed(String id) {
        call.onNext(DirectoryMessages.removed(id));
    }

    @Override
    public void snapshotEnd() {
        call.onNext(IdentityChange.newBuilder()
                .setSnapshotEnd(IdentitySnapshotEnd.getDefaultInstance())
                .build());
    }

    @Override
    public void complete() {
        call.onCompleted();
    }

    @Override
    public void overrun() {
        call.onError(Status.RESOURCE_EXHAUSTED
                .withDescription("the watcher is too far behind")
                .asRuntimeException());
    }
}
