package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.message.ListShardsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shards in order of their ids.
 *
 * @param nextToken for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShardPage(List<ShardView> shards, @Nullable String nextToken) {
    static ShardPage of(ListShardsResponse page) {
        return new ShardPage(page.shards().stream().map(ShardView::of).toList(), page.nextToken());
    }
}
