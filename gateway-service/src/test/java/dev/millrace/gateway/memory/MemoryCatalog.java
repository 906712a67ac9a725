package dev.millrace.gateway.memory;

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
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The metadata service's contract in memory. Streams are ACTIVE, or gone, at once. */
public final class MemoryCatalog extends StreamCatalogImplBase {
    private final Map<StreamName, StreamDescription> streams = new TreeMap<>();
    private final List<StreamObserver<StreamChange>> watchers = new ArrayList<>();
    private UpdateStreamRequest lastUpdate = UpdateStreamRequest.getDefaultInstance();
    private boolean silent;

    /** A stream as tests begin with it. */
    public static StreamDescription stream(String name, int shards) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Shard> open = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.uniform(shards)) {
            open.add(new Shard(open.size(), range, OptionalInt.empty(), OptionalInt.empty(), now, Optional.empty()));
        }
        return StreamDescription.builder(StreamId.random(), new StreamName(name), now, new ShardMap(open))
                .build();
    }

    /** The stream with other shards, one version on. */
    public static StreamDescription with(StreamDescription stream, List<Shard> shards) {
        return stream.toBuilder()
                .shards(new ShardMap(shards))
                .version(stream.version() + 1)
                .build();
    }

    /** Stores a stream and tells the watchers, unless they are to find out for themselves. */
    public synchronized void put(StreamDescription stream) {
        streams.put(stream.name(), stream);
        tell(StreamChange.newBuilder()
                .setChanged(StreamMessages.toMessage(stream))
                .build());
    }

    public synchronized void remove(StreamDescription stream) {
        streams.remove(stream.name());
        tell(StreamChange.newBuilder()
                .setRemoved(StreamMessages.toBytes(stream.id()))
                .build());
    }

    /** From now on watchers hear of nothing. */
    public synchronized void fallSilent() {
        silent = true;
    }

    private void tell(StreamChange change) {
        if (!silent) {
            watchers.forEach(watcher -> watcher.onNext(change));
        }
    }

    @Override
    public synchronized void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> watcher) {
        streams.values()
                .forEach(stream -> watcher.onNext(StreamChange.newBuilder()
                        .setChanged(StreamMessages.toMessage(stream))
                        .build()));
        watcher.onNext(StreamChange.newBuilder()
                .setSnapshotEnd(SnapshotEnd.getDefaultInstance())
                .build());
        watchers.add(watcher);
    }

    @Override
    public synchronized void findStream(FindStreamRequest request, StreamObserver<FindStreamReply> answer) {
        Optional<StreamDescription> found = request.hasName()
                ? Optional.ofNullable(streams.get(new StreamName(request.getName())))
                : streams.values().stream()
                        .filter(stream -> stream.id().equals(StreamMessages.toStreamId(request.getId())))
                        .findFirst();
        if (found.isEmpty()) {
            answer.onError(notFound(request.getName()).toGrpc());
            return;
        }
        answer(
                answer,
                FindStreamReply.newBuilder()
                        .setStream(StreamMessages.toMessage(found.get()))
                        .build());
    }

    /** Streams have no tags here and no policies. */
    @Override
    public synchronized void describeSettings(
            DescribeSettingsRequest request, StreamObserver<DescribeSettingsReply> answer) {
        answer(answer, DescribeSettingsReply.getDefaultInstance());
    }

    @Override
    public synchronized void createStream(CreateStreamRequest request, StreamObserver<CreateStreamReply> answer) {
        if (streams.containsKey(new StreamName(request.getName()))) {
            answer.onError(new DomainError(
                            "ResourceInUseException",
                            "Stream " + request.getName() + " under account 000000000000 already exists.")
                    .toGrpc());
            return;
        }
        StreamDescription created = stream(request.getName(), request.hasShardCount() ? request.getShardCount() : 4);
        put(created);
        answer(
                answer,
                CreateStreamReply.newBuilder()
                        .setStream(StreamMessages.toMessage(created))
                        .build());
    }

    /** Leaves the stream as it is, and remembers what was asked. */
    @Override
    public synchronized void updateStream(UpdateStreamRequest request, StreamObserver<UpdateStreamReply> answer) {
        StreamDescription found = streams.get(new StreamName(request.getName()));
        if (found == null) {
            answer.onError(notFound(request.getName()).toGrpc());
            return;
        }
        lastUpdate = request;
        var stream = StreamMessages.toMessage(found);
        answer(
                answer,
                UpdateStreamReply.newBuilder()
                        .setBefore(stream)
                        .setAfter(stream)
                        .build());
    }

    public synchronized UpdateStreamRequest lastUpdate() {
        return lastUpdate;
    }

    @Override
    public synchronized void deleteStream(DeleteStreamRequest request, StreamObserver<DeleteStreamReply> answer) {
        StreamDescription found = streams.get(new StreamName(request.getName()));
        if (found == null) {
            answer.onError(notFound(request.getName()).toGrpc());
            return;
        }
        remove(found);
        answer(answer, DeleteStreamReply.getDefaultInstance());
    }

    @Override
    public synchronized void listStreams(ListStreamsRequest request, StreamObserver<ListStreamsReply> answer) {
        List<StreamDescription> after = streams.values().stream()
                .filter(stream -> stream.name().value().compareTo(request.getAfterName()) > 0)
                .toList();
        ListStreamsReply.Builder page = ListStreamsReply.newBuilder().setHasMore(after.size() > request.getLimit());
        after.stream()
                .limit(request.getLimit())
                .forEach(stream -> page.addStreams(
                        StreamMessages.toMessage(stream).toBuilder().clearShards()));
        answer(answer, page.build());
    }

    @Override
    public void describeInstallation(
            DescribeInstallationRequest request, StreamObserver<DescribeInstallationReply> answer) {
        answer(
                answer,
                DescribeInstallationReply.newBuilder()
                        .setAccountId("000000000000")
                        .setRegion(RunningGateway.REGION)
                        .build());
    }

    @Override
    public synchronized void describeUsage(DescribeUsageRequest request, StreamObserver<DescribeUsageReply> answer) {
        int open = streams.values().stream()
                .mapToInt(stream -> stream.shards().openCount())
                .sum();
        answer(
                answer,
                DescribeUsageReply.newBuilder()
                        .setShardLimit(1000)
                        .setOpenShardCount(open)
                        .setOnDemandStreamCountLimit(50)
                        .build());
    }

    private static DomainError notFound(String name) {
        return new DomainError(
                "ResourceNotFoundException", "Stream " + name + " under account 000000000000 not found.");
    }

    private static <A> void answer(StreamObserver<A> observer, A reply) {
        observer.onNext(reply);
        observer.onCompleted();
    }
}
