package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;

/** Finds who keeps the tags and the policy of a resource: the one place that tells the kinds of ARNs apart. */
final class TaggedResources {
    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;

    TaggedResources(
            Streams streams, StreamCatalogCalls catalog, RegisteredConsumers consumers, ConsumerCalls registry) {
        this.streams = streams;
        this.catalog = catalog;
        this.consumers = consumers;
        this.registry = registry;
    }

    /** @throws dev.millrace.protocol.error.KinesisException ResourceNotFoundException if nothing here has such an ARN */
    TaggedResource of(String arn) {
        if (ConsumerArn.parse(arn).isPresent()) {
            return new TaggedConsumer(consumers.parse(arn), consumers, registry);
        }
        return StreamArn.parse(arn)
                .map(streams::nameOf)
                .map(name -> new TaggedStream(name, streams, catalog))
                .orElseThrow(() -> StreamErrors.resourceNotFound(arn));
    }
}
