package dev.millrace.gateway.aws.operation;

import dev.millrace.gateway.metadata.StreamCatalogCalls;
import dev.millrace.gateway.metadata.Streams;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.StreamArn;

/** Finds who keeps the tags and the policy of a resource: the one place that tells the kinds of ARNs apart. */
final class TaggedResources {
    private final Streams streams;
    private final StreamCatalogCalls catalog;

    TaggedResources(Streams streams, StreamCatalogCalls catalog) {
        this.streams = streams;
        this.catalog = catalog;
    }

    /** @throws dev.millrace.protocol.error.KinesisException ResourceNotFoundException if nothing here has such an ARN */
    TaggedResource of(String arn) {
        return StreamArn.parse(arn)
                .map(streams::nameOf)
                .map(name -> new TaggedStream(name, streams, catalog))
                .orElseThrow(() -> StreamErrors.resourceNotFound(arn));
    }
}
