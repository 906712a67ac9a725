package dev.millrace.gateway.iam.sts;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.SessionTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the security token service. */
@Configuration(proxyBeanMethods = false)
public class StsConfiguration {
    @Bean
    StsService stsService(IdentityMirror identities, Decider decider, SessionTokens tokens, Clock clock) {
        return new StsService(new RoleAssumption(identities, decider, tokens, clock), new UserSessions(tokens, clock));
    }
}
