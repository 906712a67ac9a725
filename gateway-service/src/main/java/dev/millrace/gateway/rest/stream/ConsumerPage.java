package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.message.ListStreamConsumersResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consumers of a stream.
 *
 * @param nextToken for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsumerPage(List<ConsumerView> consumers, @Nullable String nextToken) {
    static ConsumerPage of(ListStreamConsumersResponse page) {
        return new ConsumerPage(page.consumers().stream().map(ConsumerView::of).toList(), page.nextToken());
    }
}
