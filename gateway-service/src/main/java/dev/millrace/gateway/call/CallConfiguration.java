package dev.millrace.gateway.call;

import dev.millrace.gateway.access.Authorizer;
import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.caller.StandingWatch;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Wires what every face calls. */
@Configuration(proxyBeanMethods = false)
public class CallConfiguration {
    @Bean
    CallMetrics callMetrics(MeterRegistry meters) {
        return new CallMetrics(meters);
    }

    @Bean(initMethod = "watch")
    DroppedFailures droppedFailures() {
        return new DroppedFailures(LoggerFactory.getLogger(DroppedFailures.class)::warn);
    }

    @Bean
    StandingWatch standingWatch() {
        return new StandingWatch(Schedulers.parallel());
    }

    @Bean
    OperationCalls operationCalls(
            Authorizer authorizer,
            OperationHandlers<Mono<KinesisResponse>> operations,
            CallMetrics metrics,
            AuditTrail audit) {
        return new OperationCalls(authorizer, operations, metrics, audit);
    }
}
