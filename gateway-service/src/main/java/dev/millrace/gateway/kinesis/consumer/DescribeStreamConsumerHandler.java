package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Describes a consumer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">DescribeStreamConsumer</a>
 */
final class DescribeStreamConsumerHandler implements OperationSubject {
    private final Streams streams;
    private final RegisteredConsumers consumers;

    DescribeStreamConsumerHandler(Streams streams, RegisteredConsumers consumers) {
        this.streams = streams;
        this.consumers = consumers;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(
                Operation.DESCRIBE_STREAM_CONSUMER, DescribeStreamConsumerRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(DescribeStreamConsumerRequest request) {
        return consumers
                .named(request.consumerArn(), request.streamArn(), request.consumerName())
                .flatMap(named -> consumers
                        .find(named)
                        .map(consumer -> new DescribeStreamConsumerResponse(
                                consumer, streams.arnOf(named.stream().name()))));
    }
}
