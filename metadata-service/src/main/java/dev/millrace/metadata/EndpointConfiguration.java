package dev.millrace.metadata;

import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountSettings;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.grpc.AccountEndpoint;
import dev.millrace.metadata.grpc.StreamCatalogEndpoint;
import dev.millrace.metadata.grpc.UpdateRequests;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamCreation;
import dev.millrace.service.RefusalInterceptor;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import io.grpc.ServerInterceptor;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;

/** The gRPC server: only services of the deployment may call; what they can call, and how refusals look. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {
    @Bean
    @Order(1)
    @GlobalServerInterceptor
    ServerInterceptor refusals() {
        return new RefusalInterceptor();
    }

    @Bean
    StreamCatalogEndpoint streamCatalogEndpoint(
            StreamCatalog catalog,
            StreamCreation creation,
            UpdateRequests updates,
            CatalogWatches<StreamId, StreamDescription> watches,
            AccountLimits limits) {
        return new StreamCatalogEndpoint(catalog, creation, updates, watches, limits);
    }

    @Bean
    AccountEndpoint accountEndpoint(AccountSettings settings, Clock clock) {
        return new AccountEndpoint(settings, clock);
    }
}
