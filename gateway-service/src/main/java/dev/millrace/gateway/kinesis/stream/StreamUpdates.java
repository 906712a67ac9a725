package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.UpdateStreamReply;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.util.List;
import reactor.core.publisher.Mono;

/** What all operations that change one thing of a stream have in common. */
public final class StreamUpdates {
    private final Streams streams;
    private final StreamCatalogCalls catalog;

    StreamUpdates(Streams streams, StreamCatalogCalls catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    /** @param update all but the stream's name */
    public Mono<Updated> make(StreamAddressed request, UpdateStreamRequest.Builder update) {
        return make(streams.nameOf(request), update);
    }

    /** @param update all but the stream's name */
    public Mono<Updated> make(StreamName name, UpdateStreamRequest.Builder update) {
        return catalog.update(update.setName(name.value()).build()).map(this::learn);
    }

    private Updated learn(UpdateStreamReply reply) {
        StreamDescription after = StreamMessages.toDomain(reply.getAfter());
        streams.learn(after);
        return new Updated(reply.getBefore().getShardLevelMetricsList(), after);
    }

    /**
     * What has become of the stream.
     *
     * @param metricsBefore the shard-level metrics before the update
     */
    public record Updated(List<String> metricsBefore, StreamDescription stream) {}
}
