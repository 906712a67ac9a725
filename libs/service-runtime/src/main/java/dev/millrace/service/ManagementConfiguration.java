package dev.millrace.service;

import dev.millrace.internal.auth.MetricsToken;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.server.WebFilter;

/** The HTTP server for health and metrics. */
@Configuration(proxyBeanMethods = false)
public class ManagementConfiguration {
    /**
     * Event loops of its own. Those that Reactor Netty shares within a JVM end with whichever application context is
     * closed first, and in the local stack that takes the servers of all other services with it.
     */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        // The server has ended its requests by then; more quiet would only make each service take two seconds to stop.
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    /** Before everything else that looks at a request. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter operatorsOnly(
            ServiceToken services,
            @Value("${spring.application.name}") String name,
            @Value("${millrace.management.metrics-token:}") String metricsToken) {
        return new OperatorsOnly(services, ServiceName.of(name), MetricsToken.of(metricsToken));
    }
}
