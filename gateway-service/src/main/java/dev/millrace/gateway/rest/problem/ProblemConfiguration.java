package dev.millrace.gateway.rest.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Wires how errors are written. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {
    /** Ahead of Spring Boot's own page of errors. */
    private static final int FIRST = -10;

    @Bean
    @Order(FIRST)
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RequestIds requestIds() {
        return new RequestIds();
    }
}
