package dev.millrace.metadata.grpc;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.CreateStreamReply;
import dev.millrace.internal.metadata.v1.CreateStreamRequest;
import dev.millrace.internal.metadata.v1.DeleteStreamReply;
import dev.millrace.internal.metadata.v1.DeleteStreamRequest;
import dev.millrace.internal.metadata.v1.DescribeInstallationReply;
import dev.millrace.internal.metadata.v1.DescribeInstallationRequest;
import dev.millrace.internal.metadata.v1.DescribeSettingsReply;
import dev.millrace.internal.metadata.v1.DescribeSettingsRequest;
import dev.millrace.internal.metadata.v1.DescribeUsageReply;
import dev.millrace.internal.metadata.v1.DescribeUsageRequest;
import dev.millrace.internal.metadata.v1.FindRemovalReply;
import dev.millrace.internal.metadata.v1.FindRemovalRequest;
import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.ListStreamsReply;
import dev.millrace.internal.metadata.v1.ListStreamsRequest;
import dev.millrace.internal.metadata.v1.SnapshotEnd;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogImplBase;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.internal.metadata.v1.UpdateStreamReply;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.internal.metadata.v1.WatchStreamsRequest;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamCreation;
import dev.millrace.metadata.stream.StreamListing;
import dev.millrace.metadata.stream.UpdatedStream;
import dev.millrace.service.Answers;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.stub.StreamObserver;
import reactor.core.publisher.Mono;

/** The service {@code StreamCatalog}: messages in and out, nothing else. Refusals become gRPC's elsewhere. */
public final class StreamCatalogEndpoint extends StreamCatalogImplBase {
    private final StreamCatalog catalog;
    private final StreamCreation creation;
    private final UpdateRequests updates;
    private final CatalogWatches<StreamId, StreamDescription> watches;
    private final AccountLimits limits;

    public StreamCatalogEndpoint(
            StreamCatalog catalog,
            StreamCreation creation,
            UpdateRequests updates,
            CatalogWatches<StreamId, StreamDescription> watches,
            AccountLimits limits) {
        this.catalog = catalog;
        this.creation = creation;
        this.updates = updates;
        this.watches = watches;
        this.limits = limits;
    }

    @Override
    public void createStream(CreateStreamRequest request, StreamObserver<CreateStreamReply> answer) {
        Mono<StreamDescription> created = Mono.defer(() -> creation.create(CatalogRequests.newStream(request)));
        Answers.send(
                created.map(stream -> CreateStreamReply.newBuilder()
                        .setStream(StreamMessages.toMessage(stream))
                        .build()),
                answer);
    }

    @Override
    public void deleteStream(DeleteStreamRequest request, StreamObserver<DeleteStreamReply> answer) {
        Mono<Void> deleted = Mono.defer(() -> catalog.delete(CatalogRequests.streamName(request.getName())));
        Answers.send(deleted.thenReturn(DeleteStreamReply.getDefaultInstance()), answer);
    }

    @Override
    public void updateStream(UpdateStreamRequest request, StreamObserver<UpdateStreamReply> answer) {
        Mono<UpdatedStream> updated = Mono.defer(() -> {
            StreamName name = CatalogRequests.streamName(request.getName());
            return updates.toUpdate(request).flatMap(update -> catalog.update(name, update));
        });
        Answers.send(
                updated.map(stream -> UpdateStreamReply.newBuilder()
                        .setBefore(StreamMessages.toMessage(stream.before()).toBuilder()
                                .clearShards())
                        .setAfter(StreamMessages.toMessage(stream.after()))
                        .build()),
                answer);
    }

    @Override
    public void describeSettings(DescribeSettingsRequest request, StreamObserver<DescribeSettingsReply> answer) {
        Mono<CatalogEntry> found = Mono.defer(() -> catalog.entry(CatalogRequests.streamName(request.getName())));
        Answers.send(
                found.map(entry -> {
                    DescribeSettingsReply.Builder reply =
                            DescribeSettingsReply.newBuilder().putAllTags(entry.tags());
                    entry.policy().ifPresent(reply::setPolicy);
                    return reply.build();
                }),
                answer);
    }

    @Override
    public void findStream(FindStreamRequest request, StreamObserver<FindStreamReply> answer) {
        Mono<StreamDescription> found = Mono.defer(() -> request.hasId()
                ? catalog.find(CatalogRequests.streamId(request.getId()))
                : catalog.find(CatalogRequests.streamName(request.getName())));
        Answers.send(
                found.map(stream -> FindStreamReply.newBuilder()
                        .setStream(StreamMessages.toMessage(stream))
                        .build()),
                answer);
    }

    @Override
    public void findRemoval(FindRemovalRequest request, StreamObserver<FindRemovalReply> answer) {
        Mono<FindRemovalReply> found = Mono.defer(() -> catalog.removalOf(CatalogRequests.streamId(request.getId())))
                .map(removal -> FindRemovalReply.newBuilder()
                        .setRemovedMillis(removal.at().toEpochMilli())
                        .build());
        Answers.send(found.defaultIfEmpty(FindRemovalReply.getDefaultInstance()), answer);
    }

    @Override
    public void listStreams(ListStreamsRequest request, StreamObserver<ListStreamsReply> answer) {
        Mono<StreamListing> page =
                Mono.defer(() -> catalog.list(CatalogRequests.after(request), CatalogRequests.pageSize(request)));
        Answers.send(page.map(StreamCatalogEndpoint::toReply), answer);
    }

    private static ListStreamsReply toReply(StreamListing page) {
        ListStreamsReply.Builder reply = ListStreamsReply.newBuilder().setHasMore(page.hasMore());
        page.streams()
                .forEach(stream -> reply.addStreams(
                        StreamMessages.toMessage(stream).toBuilder().clearShards()));
        return reply.build();
    }

    @Override
    public void describeUsage(DescribeUsageRequest request, StreamObserver<DescribeUsageReply> answer) {
        Answers.send(catalog.usage().map(this::toReply), answer);
    }

    private DescribeUsageReply toReply(AccountUsage usage) {
        return DescribeUsageReply.newBuilder()
                .setShardLimit(limits.shardLimit())
                .setOpenShardCount(usage.openShards())
                .setOnDemandStreamCount(usage.onDemandStreams())
                .setOnDemandStreamCountLimit(limits.onDemandStreamLimit())
                .build();
    }

    @Override
    public void describeInstallation(
            DescribeInstallationRequest request, StreamObserver<DescribeInstallationReply> answer) {
        Answers.send(
                Mono.fromSupplier(() -> DescribeInstallationReply.newBuilder()
                        .setAccountId(catalog.account().id())
                        .setRegion(catalog.account().region())
                        .build()),
                answer);
    }

    @Override
    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> answer) {
        WatchOutlet.serve(
                watches,
                answer,
                (StreamDescription stream) -> StreamChange.newBuilder()
                        .setChanged(StreamMessages.toMessage(stream))
                        .build(),
                (StreamId id) -> StreamChange.newBuilder()
                        .setRemoved(StreamMessages.toBytes(id))
                        .build(),
                age -> StreamChange.newBuilder()
                        .setSnapshotEnd(SnapshotEnd.getDefaultInstance())
                        .setAgeMillis(age)
                        .build(),
                age -> StreamChange.newBuilder().setAgeMillis(age).build());
    }
}
