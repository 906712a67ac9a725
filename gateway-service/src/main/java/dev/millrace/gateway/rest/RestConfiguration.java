package dev.millrace.gateway.rest;

import dev.millrace.gateway.call.OperationCalls;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.front.transfer.Transfers;
import dev.millrace.gateway.settings.GatewaySettings;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Wires what the resources have in common. */
@Configuration(proxyBeanMethods = false)
public class RestConfiguration {
    @Bean
    WebFluxRegistrations strictMapping() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new StrictMapping();
            }
        };
    }

    @Bean
    RestCalls restCalls(OperationCalls calls) {
        return new RestCalls(calls);
    }

    @Bean
    ResourceArns resourceArns(GatewaySettings settings) {
        return new ResourceArns(settings.region(), settings.accountId());
    }

    @Bean
    GradualAnswer gradualAnswer(RestCalls calls, SharedBudget responseBudget, Transfers transfers) {
        return new GradualAnswer(calls, responseBudget, transfers);
    }

    @Bean
    NamedResources namedResources(RestCalls calls, ResourceArns arns) {
        return new NamedResources(calls, arns);
    }
}
