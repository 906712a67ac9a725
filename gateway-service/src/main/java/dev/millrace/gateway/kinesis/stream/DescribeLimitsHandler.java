package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.protocol.message.DescribeLimitsRequest;
import dev.millrace.protocol.message.DescribeLimitsResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Tells the account's limits and what is used of them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
final class DescribeLimitsHandler implements OperationSubject {
    private final StreamCatalogCalls catalog;

    DescribeLimitsHandler(StreamCatalogCalls catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.DESCRIBE_LIMITS, DescribeLimitsRequest.class, request -> handle()));
    }

    Mono<KinesisResponse> handle() {
        return catalog.describeUsage()
                .map(usage -> new DescribeLimitsResponse(
                        usage.getShardLimit(),
                        usage.getOpenShardCount(),
                        usage.getOnDemandStreamCount(),
                        usage.getOnDemandStreamCountLimit()));
    }
}
