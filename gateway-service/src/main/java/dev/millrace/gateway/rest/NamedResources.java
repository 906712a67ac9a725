package dev.millrace.gateway.rest;

import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds the ARN of what a path names: a stream or, below it, a consumer, whose ARN only its stream knows. */
public final class NamedResources {
    private final RestCalls calls;
    private final ResourceArns arns;

    NamedResources(RestCalls calls, ResourceArns arns) {
        this.calls = calls;
        this.arns = arns;
    }

    /**
     * The ARN of a stream or of one of its consumers.
     *
     * @param consumer null for the stream itself
     */
    public Mono<String> arn(String stream, @Nullable String consumer) {
        if (consumer == null) {
            return Mono.just(arns.stream(stream));
        }
        return calls.perform(
                        new DescribeStreamConsumerRequest(arns.stream(stream), consumer, null),
                        DescribeStreamConsumerResponse.class)
                .map(described -> described.consumer().arn());
    }
}
