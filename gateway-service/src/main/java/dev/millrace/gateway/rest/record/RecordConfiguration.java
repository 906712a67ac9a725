package dev.millrace.gateway.rest.record;

import dev.millrace.gateway.caller.StandingWatch;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.rest.GradualAnswer;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.settings.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires how records are put and read. */
@Configuration(proxyBeanMethods = false)
public class RecordConfiguration {
    @Bean
    LinePuts linePuts(RestCalls calls, StandingWatch standings, BodyReader bodies, GatewaySettings settings) {
        GatewaySettings.Gateway gateway = settings.gateway();
        return new LinePuts(
                calls,
                standings,
                bodies,
                Math.toIntExact(gateway.testing().maxBody().toBytes()),
                GatewaySettings.IDLE_TIMEOUT);
    }

    @Bean
    RecordReads recordReads(RestCalls calls, ResourceArns arns) {
        return new RecordReads(calls, arns);
    }

    @Bean
    RecordAnswers recordAnswers(JsonMapper json, GradualAnswer answers) {
        return new RecordAnswers(json, answers);
    }
}
