package dev.millrace.gateway.iam;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.streams.MetadataCalls;
import io.grpc.ManagedChannel;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires IAM. */
@Configuration(proxyBeanMethods = false)
public class IamConfiguration {
    @Bean
    IamService iamService(
            ManagedChannel metadataChannel,
            MetadataCalls calls,
            IdentityMirror identities,
            PrincipalRights rights,
            Decider decider,
            Clock clock) {
        return new IamService(
                new IamSubjects(identities),
                decider,
                new DirectoryCalls(metadataChannel, calls, identities),
                new PolicySimulation(identities, rights, clock),
                rights);
    }
}
