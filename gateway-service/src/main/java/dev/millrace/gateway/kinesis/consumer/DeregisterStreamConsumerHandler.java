package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.protocol.message.DeregisterStreamConsumerRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Removes a consumer, and ends its subscriptions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html">DeregisterStreamConsumer</a>
 */
final class DeregisterStreamConsumerHandler implements OperationSubject {
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;

    DeregisterStreamConsumerHandler(RegisteredConsumers consumers, ConsumerCalls registry) {
        this.consumers = consumers;
        this.registry = registry;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(
                Operation.DEREGISTER_STREAM_CONSUMER, DeregisterStreamConsumerRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(DeregisterStreamConsumerRequest request) {
        return consumers
                .named(request.consumerArn(), request.streamArn(), request.consumerName())
                .flatMap(consumer -> registry.deregister(consumer.key()))
                .thenReturn(KinesisResponse.NONE);
    }
}
