package dev.millrace.gateway.caller.bearer;

import dev.millrace.gateway.caller.IdentityFreshness;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.settings.BearerSettings;
import dev.millrace.gateway.settings.BearerSettings.Issuer;
import dev.millrace.gateway.settings.GatewaySettings;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Wires bearer tokens, if an issuer is trusted. Otherwise there is nothing here that could accept one. */
@Configuration(proxyBeanMethods = false)
@Conditional(BearerConfiguration.IssuerTrusted.class)
public class BearerConfiguration {
    @Bean
    BearerCallers bearerCallers(
            BearerSettings settings,
            GatewaySettings gateway,
            IdentityMirror identities,
            IdentityFreshness freshness,
            Clock clock) {
        Issuer issuer = settings.acceptedIssuer().orElseThrow();
        IssuerKeys keys = new IssuerKeys(new KeySetReader(issuer)::read, System::nanoTime);
        List<ClaimRule> rules = settings.rules().stream().map(ClaimRule::of).toList();
        return new BearerCallers(
                new TokenVerifier(issuer, keys, clock),
                rules,
                identities,
                freshness,
                gateway.accountId(),
                issuer.clockSkew(),
                clock);
    }

    static final class IssuerTrusted implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment settings = context.getEnvironment();
            return !settings.getProperty("millrace.bearer.issuer", "").isBlank()
                    || !settings.getProperty("millrace.bearer.jwk-set-uri", "").isBlank();
        }
    }
}
