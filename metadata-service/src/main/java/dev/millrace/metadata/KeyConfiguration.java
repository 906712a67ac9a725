package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.kms.DataKeyOperations;
import dev.millrace.metadata.kms.KeyCipher;
import dev.millrace.metadata.kms.KeyDestruction;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyMaterials;
import dev.millrace.metadata.kms.KeyQuotas;
import dev.millrace.metadata.kms.KeyReplica;
import dev.millrace.metadata.kms.KeyRotation;
import dev.millrace.metadata.kms.KeyStore;
import dev.millrace.metadata.kms.ManagedKeys;
import dev.millrace.metadata.kms.grpc.KeyCatalogEndpoint;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.operation.KmsOperations;
import dev.millrace.metadata.kms.storage.KeyTable;
import dev.millrace.service.ClusterSettings;
import dev.millrace.service.PeriodicTask;
import dev.millrace.service.time.TrustedClock;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Named keys, and who watches them. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
    /** How often an instance looks for changes that others made. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** How often it looks for keys that are to rotate, or to be destroyed. Answers leave the latter out at once. */
    private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(60);

    @Bean
    KeyStore keyStore(CqlSession session) {
        return new KeyTable(session);
    }

    @Bean
    KeyReplica keyReplica(KeyStore store) {
        return new KeyReplica(store);
    }

    @Bean
    PeriodicTask keyPoll(KeyReplica replica) {
        return new PeriodicTask("Reading the keys", Duration.ZERO, POLL_INTERVAL, replica::poll);
    }

    @Bean
    KeyDirectory keyDirectory(KeyStore store, KeyReplica replica, Account account, Clock clock) {
        return new KeyDirectory(store, replica, account.region(), KeyQuotas.OF_AWS, clock);
    }

    @Bean
    KeyMaterials keyMaterials(MasterKey masterKey, KeyStore store) {
        KeyMaterials materials = new KeyMaterials(masterKey);
        materials.requireOpenable(store);
        return materials;
    }

    @Bean
    KeyCipher keyCipher(KeyMaterials materials) {
        return new KeyCipher(materials);
    }

    @Bean
    ManagedKeys managedKeys(KeyDirectory directory, KeyMaterials materials, Account account, Clock clock) {
        return new ManagedKeys(directory, materials, account.region(), clock);
    }

    @Bean
    PeriodicTask keyRotation(KeyDirectory directory, KeyMaterials materials, Clock clock) {
        return new PeriodicTask(
                "Rotating keys", UPKEEP_INTERVAL, new KeyRotation(directory, materials, clock)::rotateDue);
    }

    @Bean
    PeriodicTask keyDestruction(KeyDirectory directory, TrustedClock clock) {
        return new PeriodicTask("Destroying keys", UPKEEP_INTERVAL, new KeyDestruction(directory, clock)::destroyDue);
    }

    @Bean
    CatalogWatches<String, KeyEntry> keyWatches(KeyReplica replica) {
        return new CatalogWatches<>(replica);
    }

    @Bean
    KeyCatalogEndpoint keyCatalogEndpoint(
            KeyDirectory directory,
            KeyMaterials materials,
            ManagedKeys managed,
            KeyCipher cipher,
            CatalogWatches<String, KeyEntry> keyWatches,
            ClusterSettings settings,
            Clock clock) {
        return new KeyCatalogEndpoint(
                directory,
                new KmsOperations(directory, materials, cipher, managed, clock),
                managed,
                new DataKeyOperations(directory, cipher),
                keyWatches,
                settings.region(),
                settings.clusterSecret());
    }

    @Bean("keys")
    CatalogHealth keyHealth(KeyStore store, KeyReplica replica) {
        return new CatalogHealth(store, replica);
    }

    @Bean
    MeterBinder keyMeters(KeyReplica replica, CatalogWatches<String, KeyEntry> keyWatches) {
        return new EntryMeters("keys", "Named keys and aliases", replica, keyWatches);
    }
}
