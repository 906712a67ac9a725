package dev.millrace.metadata;

import dev.millrace.masterkey.AwsKmsKey;
import dev.millrace.masterkey.Pkcs11Key;
import dev.millrace.masterkey.VaultTransitKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key is kept, as {@code metadata-service.yml} describes setting by setting.
 *
 * @param file of a local one
 */
@ConfigurationProperties("millrace.master-key")
record MasterKeySettings(Kind kind, Path file, Vault vault, Pkcs11 pkcs11, AwsKms awsKms) {
    /** Who keeps it. */
    enum Kind {
        LOCAL,
        VAULT,
        PKCS11,
        AWS_KMS
    }

    record Vault(
            String address,
            String mount,
            String keyName,
            String tokenFile,
            String namespace,
            String certificateAuthority) {
        VaultTransitKey.Settings key() {
            return new VaultTransitKey.Settings(
                    URI.create(required(address, "MILLRACE_VAULT_ADDRESS")),
                    mount,
                    required(keyName, "MILLRACE_VAULT_KEY"),
                    Path.of(required(tokenFile, "MILLRACE_VAULT_TOKEN_FILE")),
                    given(namespace),
                    given(certificateAuthority).map(Path::of));
        }
    }

    record Pkcs11(String library, int slotIndex, String pinFile, String label) {
        Pkcs11Key.Settings key() {
            return new Pkcs11Key.Settings(
                    Path.of(required(library, "MILLRACE_PKCS11_LIBRARY")),
                    slotIndex,
                    Path.of(required(pinFile, "MILLRACE_PKCS11_PIN_FILE")),
                    required(label, "MILLRACE_PKCS11_KEY"));
        }
    }

    record AwsKms(
            String keyId, String region, @DefaultValue("") String endpoint) {
        AwsKmsKey.Settings key() {
            return new AwsKmsKey.Settings(
                    required(keyId, "MILLRACE_AWS_KMS_KEY"),
                    region,
                    given(endpoint).map(URI::create),
                    Optional.empty());
        }
    }

    private static Optional<String> given(String setting) {
        return Optional.of(setting).filter(it -> !it.isBlank());
    }

    private static String required(String setting, String variable) {
        return given(setting)
                .orElseThrow(() -> new IllegalArgumentException(variable + " must be set for this kind of master key"));
    }
}
