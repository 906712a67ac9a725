package dev.millrace.gateway.iam.sts;

import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.gateway.settings.GatewaySettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the security token service. */
@Configuration(proxyBeanMethods = false)
public class StsConfiguration {
    @Bean
    StsService stsService(
            IdentityMirror identities,
            PrincipalRights rights,
            SessionTokens tokens,
            GatewaySettings settings,
            Clock clock) {
        return new StsService(
                new RoleAssumption(identities, rights, tokens, settings.region(), clock),
                new UserSessions(tokens, clock));
    }
}
