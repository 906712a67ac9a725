package dev.millrace.gateway.caller;

import dev.millrace.gateway.front.transfer.BudgetMeters;
import dev.millrace.gateway.front.transfer.WitnessedClock;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.IdentityDirectoryGrpc;
import dev.millrace.internal.identity.v1.WatchIdentitiesRequest;
import dev.millrace.internal.rpc.ReconnectingWatch;
import dev.millrace.internal.rpc.StalenessMeter;
import dev.millrace.seal.TokenSeal;
import dev.millrace.signing.Credential;
import dev.millrace.signing.CredentialStore;
import dev.millrace.signing.Principal;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires who is known here. */
@Configuration(proxyBeanMethods = false)
public class CallerConfiguration {
    private static final long MOST_OF_SESSION_POLICIES = 32L * 1024 * 1024;

    /** What the metadata service seals secrets for. */
    private static final String TRANSPORT = "access-key-secret";

    @Bean
    IdentityMirror identityMirror(GatewaySettings settings, WitnessedClock clock) {
        return new IdentityMirror(
                new IdentityMessages(new TokenSeal(settings.clusterSecret(), TRANSPORT)), clock::witnessed);
    }

    /** When the metadata service is away for a moment, callers are known by what was known last; not for long. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ReconnectingWatch<WatchIdentitiesRequest, IdentityChange> identityWatch(
            ManagedChannel metadataChannel, IdentityMirror mirror) {
        return new ReconnectingWatch<>(
                metadataChannel,
                IdentityDirectoryGrpc.newStub(metadataChannel)::watchIdentities,
                WatchIdentitiesRequest.getDefaultInstance(),
                mirror);
    }

    @Bean
    SessionTokens sessionTokens(GatewaySettings settings, Clock clock) {
        return new SessionTokens(settings.clusterSecret(), clock);
    }

    @Bean
    IdentityFreshness identityFreshness(
            ReconnectingWatch<WatchIdentitiesRequest, IdentityChange> identityWatch, GatewaySettings settings) {
        return new IdentityFreshness(identityWatch::isFresh, GatewaySettings.IDENTITY_STALENESS);
    }

    @Bean
    CredentialStore credentials(
            GatewaySettings settings, IdentityMirror mirror, SessionTokens sessions, IdentityFreshness freshness) {
        Credential root = Credential.lasting(
                settings.root().accessKeyId(),
                settings.root().secretAccessKey(),
                Principal.rootOf(settings.accountId()));
        return new FreshCredentials(new IdentityCredentials(root, mirror, sessions), freshness);
    }

    @Bean
    PrincipalRights principalRights(IdentityMirror mirror, BudgetMeters meters) {
        return new PrincipalRights(mirror, meters.cache("session-policies", MOST_OF_SESSION_POLICIES));
    }

    /** Ready while everybody is known, and that for certain: a gateway that lets nobody in is of no use. */
    @Bean("identities")
    ReactiveHealthIndicator identityHealth(
            ReconnectingWatch<WatchIdentitiesRequest, IdentityChange> identityWatch, IdentityFreshness freshness) {
        return () -> Mono.fromSupplier(() -> (freshness.isFresh() ? Health.up() : Health.down())
                .withDetail("staleForSeconds", identityWatch.staleFor().toSeconds())
                .build());
    }

    @Bean
    MeterBinder identityMeters(
            IdentityMirror mirror, ReconnectingWatch<WatchIdentitiesRequest, IdentityChange> identityWatch) {
        return registry -> {
            Gauge.builder("millrace.gateway.identities", mirror, IdentityMirror::size)
                    .description("Identities that this gateway knows")
                    .register(registry);
            new StalenessMeter("millrace.gateway.identities.stale", identityWatch::staleFor).bindTo(registry);
        };
    }
}
