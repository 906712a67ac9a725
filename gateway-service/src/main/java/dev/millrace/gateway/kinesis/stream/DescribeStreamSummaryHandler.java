package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.AccountCalls;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.WarmThroughput;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Describes a stream without its shards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">DescribeStreamSummary</a>
 */
final class DescribeStreamSummaryHandler implements OperationSubject {
    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final AccountCalls account;
    private final ConsumerCalls consumers;

    DescribeStreamSummaryHandler(
            Streams streams, StreamCatalogCalls catalog, AccountCalls account, ConsumerCalls consumers) {
        this.streams = streams;
        this.catalog = catalog;
        this.account = account;
        this.consumers = consumers;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(
                Operation.DESCRIBE_STREAM_SUMMARY, DescribeStreamSummaryRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(DescribeStreamSummaryRequest request) {
        StreamName name = streams.nameOf(request);
        return catalog.find(name)
                .flatMap(stream -> Mono.zip(showsWarmThroughput(stream), consumers.count(stream.id()))
                        .map(found -> describe(
                                stream, found.getT1() ? CapacityHandler.warmThroughput(stream) : null, found.getT2())));
    }

    /** Warm throughput is for on-demand streams, while the account is committed to a minimum of throughput. */
    private Mono<Boolean> showsWarmThroughput(StreamDescription stream) {
        return stream.mode() == StreamMode.ON_DEMAND
                ? account.commitment().map(Commitment::getEnabled)
                : Mono.just(false);
    }

    private KinesisResponse describe(
            StreamDescription stream, @Nullable WarmThroughput warmThroughput, int consumerCount) {
        return new DescribeStreamSummaryResponse(
                streams.arnOf(stream.name()),
                stream.status(),
                stream.mode(),
                (int) stream.retention().toHours(),
                stream.createdAt(),
                stream.shardLevelMetrics(),
                stream.encryption(),
                stream.keyId().orElse(null),
                stream.shards().openCount(),
                consumerCount,
                stream.maxRecordKib(),
                warmThroughput,
                stream.mode() == StreamMode.ON_DEMAND ? stream.distribution() : null);
    }
}
