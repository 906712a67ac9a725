package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kinesis.stream.StreamUpdates;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.v1.TagKeys;
import dev.millrace.internal.metadata.v1.TagMap;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.message.AddTagsToStreamRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListTagsForStreamRequest;
import dev.millrace.protocol.message.ListTagsForStreamResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RemoveTagsFromStreamRequest;
import dev.millrace.protocol.message.Tag;
import dev.millrace.protocol.message.TagRules;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * Changes and lists a stream's tags, by the stream's name; see {@link ResourceTagsHandler}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html">AddTagsToStream</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html">RemoveTagsFromStream</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html">ListTagsForStream</a>
 */
final class StreamTagsHandler implements OperationSubject {
    /** The most that a page can be asked to have, which is as many as a stream can have. */
    private static final int MOST_TAGS = 50;

    private final StreamUpdates updates;
    private final Streams streams;
    private final StreamCatalogCalls catalog;

    StreamTagsHandler(StreamUpdates updates, Streams streams, StreamCatalogCalls catalog) {
        this.updates = updates;
        this.streams = streams;
        this.catalog = catalog;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.ADD_TAGS_TO_STREAM, AddTagsToStreamRequest.class, this::add),
                new OperationHandler<>(Operation.LIST_TAGS_FOR_STREAM, ListTagsForStreamRequest.class, this::list),
                new OperationHandler<>(
                        Operation.REMOVE_TAGS_FROM_STREAM, RemoveTagsFromStreamRequest.class, this::remove));
    }

    Mono<KinesisResponse> add(AddTagsToStreamRequest request) {
        StreamName name = streams.nameOf(request);
        TagRules.requireAddable(request.tags(), name, streams.account());
        return updates.make(
                        name,
                        UpdateStreamRequest.newBuilder()
                                .setAddTags(TagMap.newBuilder().putAllTags(request.tags())))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> remove(RemoveTagsFromStreamRequest request) {
        StreamName name = streams.nameOf(request);
        TagRules.requireRemovable(request.tagKeys(), name, streams.account());
        return updates.make(
                        name,
                        UpdateStreamRequest.newBuilder()
                                .setRemoveTags(TagKeys.newBuilder().addAllKeys(request.tagKeys())))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> list(ListTagsForStreamRequest request) {
        StreamName name = streams.nameOf(request);
        return catalog.settings(name).map(settings -> page(request, new TreeMap<>(settings.getTagsMap())));
    }

    private static KinesisResponse page(ListTagsForStreamRequest request, NavigableMap<String, String> tags) {
        String after = request.exclusiveStartTagKey();
        int limit = request.limit() == null ? MOST_TAGS : request.limit();
        List<Tag> rest = Tag.listOf(after == null ? tags : tags.tailMap(after, false));
        boolean hasMore = rest.size() > limit;
        return new ListTagsForStreamResponse(hasMore ? rest.subList(0, limit) : rest, hasMore);
    }
}
