package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RegisterStreamConsumerRequest;
import dev.millrace.protocol.message.RegisterStreamConsumerResponse;
import dev.millrace.stream.StreamName;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Registers a consumer, which becomes ACTIVE by itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html">RegisterStreamConsumer</a>
 */
final class RegisterStreamConsumerHandler {
    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;
    private final CallLimits limits;

    RegisterStreamConsumerHandler(
            Streams streams, RegisteredConsumers consumers, ConsumerCalls registry, CallLimits limits) {
        this.streams = streams;
        this.consumers = consumers;
        this.registry = registry;
        this.limits = limits;
    }

    Mono<KinesisResponse> handle(RegisterStreamConsumerRequest request) {
        StreamName name = streams.nameOf(request);
        limits.take(Operation.REGISTER_STREAM_CONSUMER, name);
        Map<String, String> tags = Objects.requireNonNullElse(request.tags(), Map.of());
        return streams.serving(name)
                .flatMap(stream -> registry.register(stream.id(), request.consumerName(), tags))
                .map(consumer -> new RegisterStreamConsumerResponse(consumers.toDomain(name, consumer)));
    }
}
