package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.protocol.message.DescribeLimitsResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import reactor.core.publisher.Mono;

/**
 * Tells the account's limits and what is used of them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
final class DescribeLimitsHandler {
    private final StreamCatalogCalls catalog;
    private final CallLimits limits;

    DescribeLimitsHandler(StreamCatalogCalls catalog, CallLimits limits) {
        this.catalog = catalog;
        this.limits = limits;
    }

    Mono<KinesisResponse> handle() {
        limits.take(Operation.DESCRIBE_LIMITS);
        return catalog.describeUsage()
                .map(usage -> new DescribeLimitsResponse(
                        usage.getShardLimit(),
                        usage.getOpenShardCount(),
                        usage.getOnDemandStreamCount(),
                        usage.getOnDemandStreamCountLimit()));
    }
}
