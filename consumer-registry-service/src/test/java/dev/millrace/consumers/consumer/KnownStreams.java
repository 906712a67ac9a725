package dev.millrace.consumers.consumer;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.FindRemovalReply;
import dev.millrace.internal.metadata.v1.FindRemovalRequest;
import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogImplBase;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a metadata service tells of streams, of which it has these and knows no others. */
final class KnownStreams extends StreamCatalogImplBase {
    private final List<StreamDescription> streams;
    private final Map<StreamId, Instant> removed;

    KnownStreams(StreamDescription... streams) {
        this(Map.of(), streams);
    }

    /** @param removed those of which it has a record that they were removed */
    KnownStreams(Map<StreamId, Instant> removed, StreamDescription... streams) {
        this.streams = List.of(streams);
        this.removed = removed;
    }

    /** A new stream of one shard. */
    static StreamDescription stream(String name, StreamMode mode) {
        Shard only = new Shard(
                0,
                new HashKeyRange(HashKey.MIN, HashKey.MAX),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Instant.now(),
                Optional.empty());
        return StreamDescription.builder(
                        StreamId.random(), new StreamName(name), Instant.now(), new ShardMap(List.of(only)))
                .mode(mode)
                .build();
    }

    @Override
    public void findRemoval(FindRemovalRequest request, StreamObserver<FindRemovalReply> answer) {
        FindRemovalReply.Builder reply = FindRemovalReply.newBuilder();
        Optional.ofNullable(removed.get(StreamMessages.toStreamId(request.getId())))
                .ifPresent(at -> reply.setRemovedMillis(at.toEpochMilli()));
        answer.onNext(reply.build());
        answer.onCompleted();
    }

    @Override
    public void findStream(FindStreamRequest request, StreamObserver<FindStreamReply> answer) {
        streams.stream()
                .filter(stream -> StreamMessages.toBytes(stream.id()).equals(request.getId()))
                .findFirst()
                .ifPresentOrElse(
                        found -> {
                            answer.onNext(FindStreamReply.newBuilder()
                                    .setStream(StreamMessages.toMessage(found))
                                    .build());
                            answer.onCompleted();
                        },
                        () -> answer.onError(new DomainError("ResourceNotFoundException", "no such stream").toGrpc()));
    }
}
