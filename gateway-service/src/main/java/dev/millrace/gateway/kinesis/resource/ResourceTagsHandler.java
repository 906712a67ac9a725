package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListTagsForResourceRequest;
import dev.millrace.protocol.message.ListTagsForResourceResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.Tag;
import dev.millrace.protocol.message.TagResourceRequest;
import dev.millrace.protocol.message.UntagResourceRequest;
import java.util.List;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Changes and lists the tags of a stream or consumer, by its ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html">UntagResource</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
final class ResourceTagsHandler implements OperationSubject {
    private final TaggedResources resources;

    ResourceTagsHandler(TaggedResources resources) {
        this.resources = resources;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.LIST_TAGS_FOR_RESOURCE, ListTagsForResourceRequest.class, this::list),
                new OperationHandler<>(Operation.TAG_RESOURCE, TagResourceRequest.class, this::tag),
                new OperationHandler<>(Operation.UNTAG_RESOURCE, UntagResourceRequest.class, this::untag));
    }

    Mono<KinesisResponse> tag(TagResourceRequest request) {
        return resources.of(request.resourceArn()).addTags(request.tags()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> untag(UntagResourceRequest request) {
        return resources.of(request.resourceArn()).removeTags(request.tagKeys()).thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> list(ListTagsForResourceRequest request) {
        return resources
                .of(request.resourceArn())
                .tags()
                .map(tags -> new ListTagsForResourceResponse(Tag.listOf(new TreeMap<>(tags))));
    }
}
