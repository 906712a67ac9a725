package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.streams.ScalingCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires scaling policies. */
@Configuration(proxyBeanMethods = false)
public class ScalingPolicyConfiguration {
    @Bean
    ScalingPolicies scalingPolicies(RestCalls calls, ScalingCalls scaling, CallLimits limits) {
        return new ScalingPolicies(calls, scaling, limits);
    }
}
