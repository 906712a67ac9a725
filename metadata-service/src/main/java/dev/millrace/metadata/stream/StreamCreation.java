package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.AccountSettings;
import dev.millrace.metadata.account.ThroughputCommitment;
import dev.millrace.metadata.account.WarmThroughputRules;
import dev.millrace.protocol.error.CapacityErrors;
import dev.millrace.protocol.message.TagRules;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Creates streams: first what a request asks for is judged by itself, then whether there is room for it. */
public final class StreamCreation {
    private final StreamCatalog catalog;
    private final AccountSettings settings;
    private final WarmThroughputRules warmThroughput;
    private final TagRules tags;
    private final String account;

    public StreamCreation(
            StreamCatalog catalog, AccountSettings settings, WarmThroughputRules warmThroughput, TagRules tags) {
        this.catalog = catalog;
        this.settings = settings;
        this.warmThroughput = warmThroughput;
        this.tags = tags;
        this.account = warmThroughput.account().id();
    }

    /**
     * Creates a stream; it becomes ACTIVE by itself.
     *
     * @return the stream, or KinesisException: ResourceInUse, LimitExceeded, InvalidArgument, Validation
     */
    public Mono<StreamDescription> create(RequestedStream request) {
        tags.add(Map.of(), request.tags());
        if (request.distribution() == RecordDistributionStrategy.AUTO && request.mode() != StreamMode.ON_DEMAND) {
            throw CapacityErrors.distributionNeedsOnDemand(request.name(), account);
        }
        Mono<ThroughputCommitment> commitment =
                request.warmMibps().isPresent() ? settings.commitment() : Mono.just(ThroughputCommitment.NONE);
        return commitment
                .doOnNext(given -> warmThroughput.check(request.mode(), request.warmMibps(), given))
                .flatMap(given -> catalog.create(request));
    }
}
