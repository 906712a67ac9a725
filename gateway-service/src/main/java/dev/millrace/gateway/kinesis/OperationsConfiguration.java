package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationDispatch;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.ShardListTokens;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the operations of all subjects together, and the tokens that they give out. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {
    @Bean
    ShardIterators shardIterators(GatewaySettings settings, Clock clock) {
        return new ShardIterators(settings.clusterSecret(), clock);
    }

    @Bean
    ShardListTokens shardListTokens(GatewaySettings settings, Clock clock) {
        return new ShardListTokens(settings.clusterSecret(), clock);
    }

    @Bean
    StreamTokens streamTokens(ShardIterators iterators, ShardListTokens shardLists) {
        return new StreamTokens(iterators, shardLists);
    }

    @Bean
    OperationHandlers<Mono<KinesisResponse>> operations(
            List<OperationSubject> subjects, CallLimits limits, Streams streams, StreamTokens tokens) {
        return new OperationDispatch(subjects, limits, streams, tokens);
    }
}
