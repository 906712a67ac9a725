package dev.millrace.metadata;

import dev.millrace.masterkey.AwsKmsKey;
import dev.millrace.masterkey.EnvelopeMasterKey;
import dev.millrace.masterkey.LocalMasterKey;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.masterkey.Pkcs11Key;
import dev.millrace.masterkey.VaultTransitKey;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that all secrets are sealed under, wherever it is kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MasterKeySettings.class)
class MasterKeyConfiguration {
    /** One that is kept elsewhere is tried at once: a service that could not open anything does not start. */
    @Bean
    MasterKey masterKey(MasterKeySettings settings) {
        return switch (settings.kind()) {
            case LOCAL -> LocalMasterKey.in(settings.file());
            case VAULT ->
                new EnvelopeMasterKey(new VaultTransitKey(settings.vault().key()));
            case PKCS11 ->
                new EnvelopeMasterKey(Pkcs11Key.open(settings.pkcs11().key()));
            case AWS_KMS -> new EnvelopeMasterKey(AwsKmsKey.of(settings.awsKms().key()));
        };
    }
}
