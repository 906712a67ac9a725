package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import reactor.core.publisher.Mono;

/**
 * Describes a consumer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">DescribeStreamConsumer</a>
 */
final class DescribeStreamConsumerHandler {
    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final CallLimits limits;

    DescribeStreamConsumerHandler(Streams streams, RegisteredConsumers consumers, CallLimits limits) {
        this.streams = streams;
        this.consumers = consumers;
        this.limits = limits;
    }

    Mono<KinesisResponse> handle(DescribeStreamConsumerRequest request) {
        return consumers
                .named(request.consumerArn(), request.streamArn(), request.consumerName())
                .doOnNext(named -> limits.take(
                        Operation.DESCRIBE_STREAM_CONSUMER, named.stream().name()))
                .flatMap(named -> consumers
                        .find(named)
                        .map(consumer -> new DescribeStreamConsumerResponse(
                                consumer, streams.arnOf(named.stream().name()))));
    }
}
