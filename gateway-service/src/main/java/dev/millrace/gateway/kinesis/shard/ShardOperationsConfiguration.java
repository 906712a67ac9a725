package dev.millrace.gateway.kinesis.shard;

import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ReshardingCalls;
import dev.millrace.gateway.streams.ShardListTokens;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the operations on shards. */
@Configuration(proxyBeanMethods = false)
public class ShardOperationsConfiguration {
    @Bean
    OperationSubject shardOperations(
            Streams streams,
            StreamCatalogCalls catalog,
            ReshardingCalls resharding,
            ShardListTokens tokens,
            Clock clock) {
        return OperationSubject.of(
                new ListShardsHandler(streams, catalog, tokens, clock), new ReshardHandler(streams, resharding));
    }
}
