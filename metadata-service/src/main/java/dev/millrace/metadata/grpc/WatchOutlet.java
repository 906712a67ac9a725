package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.SnapshotEnd;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.metadata.catalog.CatalogWatch;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** A watch's events as messages of its call. */
final class WatchOutlet implements CatalogWatch.Outlet<StreamId, StreamDescription> {
    private final ServerCallStreamObserver<StreamChange> call;

    WatchOutlet(ServerCallStreamObserver<StreamChange> call) {
        this.call = call;
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void changed(StreamDescription stream) {
        call.onNext(StreamChange.newBuilder()
                .setChanged(StreamMessages.toMessage(stream))
                .build());
    }

    @Override
    public void removed(StreamId id) {
        call.onNext(
                StreamChange.newBuilder().setRemoved(StreamMessages.toBytes(id)).build());
    }

    @Override
    public void snapshotEnd() {
        call.onNext(StreamChange.newBuilder()
                .setSnapshotEnd(SnapshotEnd.getDefaultInstance())
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
