package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.audit.AuditTrail;
import dev.millrace.gateway.call.CallMetrics;
import dev.millrace.gateway.call.OperationCalls;
import dev.millrace.gateway.call.json.JsonRequestHandler;
import dev.millrace.gateway.call.query.QueryRequestHandler;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.front.transfer.Transfers;
import dev.millrace.gateway.kinesis.consumer.SubscriptionFrames;
import dev.millrace.signing.SignatureVerifier;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the AWS endpoint. */
@Configuration(proxyBeanMethods = false)
public class AwsConfiguration {
    @Bean
    AwsEndpoint awsEndpoint(
            BodyReader bodies,
            SignatureVerifier signatures,
            OperationCalls calls,
            CallMetrics metrics,
            AuditTrail audit,
            QueryRequestHandler queries,
            JsonRequestHandler services,
            SharedBudget responseBudget,
            Transfers transfers,
            Clock clock) {
        AwsRequestHandler handler =
                new AwsRequestHandler(signatures, calls, metrics, audit, new SubscriptionFrames(responseBudget));
        return new AwsEndpoint(
                bodies, handler, queries, services, new AnswerSender(responseBudget, transfers), new HttpDate(clock));
    }
}
