package dev.millrace.service;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

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
        return resources;
    }
}
