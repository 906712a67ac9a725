package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RegisterStreamConsumerRequest;
import dev.millrace.protocol.message.RegisterStreamConsumerResponse;
import dev.millrace.stream.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Registers a consumer, which becomes ACTIVE by itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
final class RegisterStreamConsumerHandler implements OperationSubject {
    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;

    RegisterStreamConsumerHandler(Streams streams, RegisteredConsumers consumers, ConsumerCalls registry) {
        this.streams = streams;
        this.consumers = consumers;
        this.registry = registry;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(
                Operation.REGISTER_STREAM_CONSUMER, RegisterStreamConsumerRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(RegisterStreamConsumerRequest request) {
        StreamName name = streams.nameOf(request);
        Map<String, String> tags = Objects.requireNonNullElse(request.tags(), Map.of());
        return streams.serving(name)
                .flatMap(stream -> registry.register(stream.id(), request.consumerName(), tags))
                .map(consumer -> new RegisterStreamConsumerResponse(consumers.toDomain(name, consumer)));
    }
}
