package dev.millrace.gateway.kinesis.resource;

import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kinesis.stream.StreamUpdates;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the operations on what is attached to streams and consumers. */
@Configuration(proxyBeanMethods = false)
public class ResourceOperationsConfiguration {
    @Bean
    OperationSubject resourceOperations(
            Streams streams,
            StreamCatalogCalls catalog,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            StreamUpdates updates) {
        TaggedResources resources = new TaggedResources(streams, catalog, consumers, registry);
        return OperationSubject.of(
                new ResourcePolicyHandler(resources),
                new ResourceTagsHandler(resources),
                new StreamTagsHandler(updates, streams, catalog));
    }
}
