package dev.millrace.gateway.streams;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.CreateStreamReply;
import dev.millrace.internal.metadata.v1.CreateStreamRequest;
import dev.millrace.internal.metadata.v1.DeleteStreamReply;
import dev.millrace.internal.metadata.v1.DeleteStreamRequest;
import dev.millrace.internal.metadata.v1.DescribeSettingsReply;
import dev.millrace.internal.metadata.v1.DescribeSettingsRequest;
import dev.millrace.internal.metadata.v1.DescribeUsageReply;
import dev.millrace.internal.metadata.v1.DescribeUsageRequest;
import dev.millrace.internal.metadata.v1.FindStreamReply;
import dev.millrace.internal.metadata.v1.FindStreamRequest;
import dev.millrace.internal.metadata.v1.ListStreamsReply;
import dev.millrace.internal.metadata.v1.ListStreamsRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.metadata.v1.UpdateStreamReply;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Calls to the metadata service about streams. */
public final class StreamCatalogCalls {
    private final StreamCatalogStub catalog;
    private final MetadataCalls calls;

    public StreamCatalogCalls(Channel metadataService, MetadataCalls calls) {
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
        this.calls = calls;
    }

    public Mono<Void> create(CreateStreamRequest request) {
        return this.<CreateStreamRequest, CreateStreamReply>call(stub -> stub::createStream, request)
                .then();
    }

    public Mono<Void> delete(StreamName name) {
        DeleteStreamRequest request =
                DeleteStreamRequest.newBuilder().setName(name.value()).build();
        return this.<DeleteStreamRequest, DeleteStreamReply>call(stub -> stub::deleteStream, request)
                .then();
    }

    /** The stream as it is stored now. */
    public Mono<StreamDescription> find(StreamName name) {
        return find(FindStreamRequest.newBuilder().setName(name.value()).build());
    }

    /** One life of a stream as it is stored now. */
    public Mono<StreamDescription> find(StreamId id) {
        return find(
                FindStreamRequest.newBuilder().setId(StreamMessages.toBytes(id)).build());
    }

    private Mono<StreamDescription> find(FindStreamRequest request) {
        return this.<FindStreamRequest, FindStreamReply>call(stub -> stub::findStream, request)
                .map(reply -> StreamMessages.toDomain(reply.getStream()));
    }

    /**
     * A page of the account's streams, by name.
     *
     * @param afterName exclusive; empty for the beginning
     */
    public Mono<ListStreamsReply> list(String afterName, int limit) {
        return call(
                stub -> stub::listStreams,
                ListStreamsRequest.newBuilder()
                        .setAfterName(afterName)
                        .setLimit(limit)
                        .build());
    }

    public Mono<DescribeUsageReply> describeUsage() {
        return call(stub -> stub::describeUsage, DescribeUsageRequest.getDefaultInstance());
    }

    /** Changes one thing of a stream, which it must say already. */
    public Mono<UpdateStreamReply> update(UpdateStreamRequest request) {
        return call(stub -> stub::updateStream, request);
    }

    /** What is kept of a stream beside its description. */
    public Mono<DescribeSettingsReply> settings(StreamName name) {
        return call(
                stub -> stub::describeSettings,
                DescribeSettingsRequest.newBuilder().setName(name.value()).build());
    }

    private <Q, A> Mono<A> call(Function<StreamCatalogStub, BiConsumer<Q, StreamObserver<A>>> method, Q request) {
        return calls.make(catalog, method, request);
    }
}
