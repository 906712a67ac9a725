package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.iam.IdentityDirectory;
import dev.millrace.metadata.iam.IdentityQuotas;
import dev.millrace.metadata.iam.IdentityReplica;
import dev.millrace.metadata.iam.IdentityStore;
import dev.millrace.metadata.iam.MasterKeyCheck;
import dev.millrace.metadata.iam.declared.DeclarationSettings;
import dev.millrace.metadata.iam.declared.Declarations;
import dev.millrace.metadata.iam.declared.MemberAccounts;
import dev.millrace.metadata.iam.grpc.DirectoryEndpoint;
import dev.millrace.metadata.iam.grpc.DirectoryMessages;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.operation.IamOperations;
import dev.millrace.metadata.iam.storage.IdentityTable;
import dev.millrace.seal.TokenSeal;
import dev.millrace.service.ClusterSettings;
import dev.millrace.service.PeriodicTask;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The directory of identities, and who watches them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeclarationSettings.class)
class IdentityConfiguration {
    /** How often an instance looks for changes that others made. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    @Bean
    IdentityStore identityStore(CqlSession session, MasterKey masterKey) {
        IdentityStore store = new IdentityTable(session);
        MasterKeyCheck.require(store, masterKey);
        return store;
    }

    @Bean
    IdentityReplica identityReplica(IdentityStore store) {
        return new IdentityReplica(store);
    }

    @Bean
    PeriodicTask identityPoll(IdentityReplica replica) {
        return new PeriodicTask("Reading the identities", Duration.ZERO, POLL_INTERVAL, replica::poll);
    }

    @Bean
    IdentityDirectory identityDirectory(IdentityStore store, IdentityReplica replica) {
        return new IdentityDirectory(store, replica, IdentityQuotas.OF_AWS);
    }

    /** What is declared is there before the service is ready; what cannot be so keeps it from starting. */
    @Bean
    ApplicationRunner declaredIdentities(
            IdentityDirectory directory,
            DeclarationSettings declared,
            Account owner,
            MasterKey masterKey,
            Clock clock) {
        MemberAccounts accounts = new MemberAccounts(directory, owner.id(), clock);
        return arguments -> {
            declared.accounts().forEach(account -> accounts.require(account, account));
            declared.identities()
                    .ifPresent(file -> new Declarations(directory, accounts, masterKey, clock).apply(file));
        };
    }

    @Bean
    CatalogWatches<String, Identity> identityWatches(IdentityReplica replica) {
        return new CatalogWatches<>(replica);
    }

    @Bean
    DirectoryEndpoint directoryEndpoint(
            IdentityDirectory directory,
            CatalogWatches<String, Identity> identityWatches,
            MasterKey masterKey,
            ClusterSettings settings,
            Clock clock) {
        TokenSeal transport = new TokenSeal(settings.clusterSecret(), DirectoryMessages.TRANSPORT);
        return new DirectoryEndpoint(
                directory,
                new IamOperations(masterKey, clock),
                new DirectoryMessages(masterKey, transport),
                identityWatches,
                clock);
    }

    @Bean("identities")
    CatalogHealth identityHealth(IdentityStore store, IdentityReplica replica) {
        return new CatalogHealth(store, replica);
    }

    @Bean
    MeterBinder identityMeters(IdentityReplica replica, CatalogWatches<String, Identity> identityWatches) {
        return new EntryMeters(
                "identities", "Users, groups, roles, managed policies and accounts", replica, identityWatches);
    }
}
