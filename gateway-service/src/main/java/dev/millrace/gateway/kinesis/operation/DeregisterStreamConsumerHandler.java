package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.protocol.message.DeregisterStreamConsumerRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import reactor.core.publisher.Mono;

/**
 * Removes a consumer, and ends its subscriptions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html">DeregisterStreamConsumer</a>
 */
final class DeregisterStreamConsumerHandler {
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;
    private final CallLimits limits;

    DeregisterStreamConsumerHandler(RegisteredConsumers consumers, ConsumerCalls registry, CallLimits limits) {
        this.consumers = consumers;
        this.registry = registry;
        this.limits = limits;
    }

    Mono<KinesisResponse> handle(DeregisterStreamConsumerRequest request) {
        return consumers
                .named(request.consumerArn(), request.streamArn(), request.consumerName())
                .doOnNext(consumer -> limits.take(
                        Operation.DEREGISTER_STREAM_CONSUMER, consumer.stream().name()))
                .flatMap(consumer -> registry.deregister(consumer.key()))
                .thenReturn(KinesisResponse.NONE);
    }
}
