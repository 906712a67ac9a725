package dev.millrace.gateway.rest.scaling;

import dev.millrace.gateway.limits.CallLimits;
import dev.millrace.gateway.metadata.ScalingCalls;
import dev.millrace.gateway.rest.RestCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires scaling policies. */
@Configuration(proxyBeanMethods = false)
public class ScalingConfiguration {
    @Bean
    ScalingPolicies scalingPolicies(RestCalls calls, ScalingCalls scaling, CallLimits limits) {
        return new ScalingPolicies(calls, scaling, limits);
    }
}
