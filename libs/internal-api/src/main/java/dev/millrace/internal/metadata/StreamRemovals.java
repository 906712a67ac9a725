package dev.millrace.internal.metadata;

import dev.millrace.internal.metadata.v1.FindRemovalReply;
import dev.millrace.internal.metadata.v1.FindRemovalRequest;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogStub;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.stream.StreamId;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The records of streams that were removed: what a service that keeps something for a stream needs to remove it. */
public final class StreamRemovals {
    private static final Duration CALL_DEADLINE = Duration.ofSeconds(5);

    private final StreamCatalogStub catalog;

    public StreamRemovals(ManagedChannel metadataService) {
        this.catalog = StreamCatalogGrpc.newStub(metadataService);
    }

    /** When a stream was removed; empty when that is not recorded, whether or not the stream exists. */
    public Mono<Instant> removedAt(StreamId stream) {
        FindRemovalRequest request = FindRemovalRequest.newBuilder()
                .setId(StreamMessages.toBytes(stream))
                .build();
        return Mono.defer(() -> UnaryCall.<FindRemovalRequest, FindRemovalReply>of(
                        catalog.withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::findRemoval,
                        request))
                .filter(FindRemovalReply::hasRemovedMillis)
                .map(reply -> Instant.ofEpochMilli(reply.getRemovedMillis()));
    }
}
