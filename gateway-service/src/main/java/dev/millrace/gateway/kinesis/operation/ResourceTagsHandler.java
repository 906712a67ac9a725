package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListTagsForResourceRequest;
import dev.millrace.protocol.message.ListTagsForResourceResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.Tag;
import dev.millrace.protocol.message.TagResourceRequest;
import dev.millrace.protocol.message.UntagResourceRequest;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Changes and lists the tags of a stream or consumer, by its ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html">UntagResource</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
final class ResourceTagsHandler {
    private final TaggedResources resources;
    private final CallLimits limits;

    ResourceTagsHandler(TaggedResources resources, CallLimits limits) {
        this.resources = resources;
        this.limits = limits;
    }

    Mono<KinesisResponse> tag(TagResourceRequest request) {
        limits.take(Operation.TAG_RESOURCE);
        return resources.of(request.resourceArn()).addTags(request.tags()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> untag(UntagResourceRequest request) {
        limits.take(Operation.UNTAG_RESOURCE);
        return resources.of(request.resourceArn()).removeTags(request.tagKeys()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> list(ListTagsForResourceRequest request) {
        limits.take(Operation.LIST_TAGS_FOR_RESOURCE);
        return resources
                .of(request.resourceArn())
                .tags()
                .map(tags -> new ListTagsForResourceResponse(Tag.listOf(new TreeMap<>(tags))));
    }
}
