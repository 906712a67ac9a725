package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.AccountCalls;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the operations on streams and on the account. */
@Configuration(proxyBeanMethods = false)
public class StreamOperationsConfiguration {
    @Bean
    StreamUpdates streamUpdates(Streams streams, StreamCatalogCalls catalog) {
        return new StreamUpdates(streams, catalog);
    }

    @Bean
    OperationSubject streamOperations(
            GatewaySettings settings,
            Streams streams,
            StreamCatalogCalls catalog,
            AccountCalls account,
            ConsumerCalls registry,
            StreamUpdates updates,
            RecordKeys keys,
            Clock clock) {
        return OperationSubject.of(
                new AccountSettingsHandler(account),
                new CapacityHandler(updates, streams),
                new CreateStreamHandler(catalog),
                new DeleteStreamHandler(streams, catalog, registry),
                new DescribeLimitsHandler(catalog),
                new DescribeStreamHandler(streams, catalog, clock),
                new DescribeStreamSummaryHandler(streams, catalog, account, registry),
                new EncryptionHandler(updates, keys),
                new EnhancedMonitoringHandler(updates, streams),
                new ListStreamsHandler(streams, catalog, new NextTokens(settings.clusterSecret(), "streams", clock)),
                new RetentionHandler(updates));
    }
}
