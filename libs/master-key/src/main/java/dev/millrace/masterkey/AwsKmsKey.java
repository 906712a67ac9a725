package dev.millrace.masterkey;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** A key of AWS KMS, or of another service that speaks its protocol. Credentials are found as the AWS SDK finds them. */
public final class AwsKmsKey implements WrappingKey, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Map<String, String> CONTEXT = Map.of("millrace", "master-key");

    private final KmsClient kms;
    private final String keyId;

    private AwsKmsKey(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    /**
     * Where the key is.
     *
     * @param keyId an id, an ARN, or an alias
     * @param endpoint when it is not AWS's own
     * @param credentials when they are not to be found in the environment
     */
    public record Settings(
            String keyId, String region, Optional<URI> endpoint, Optional<AwsCredentialsProvider> credentials) {}

    public static AwsKmsKey of(Settings settings) {
        KmsClientBuilder client = KmsClient.builder()
                .region(Region.of(settings.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(it -> it.apiCallTimeout(DEADLINE));
        settings.endpoint().ifPresent(client::endpointOverride);
        settings.credentials().ifPresent(client::credentialsProvider);
        return new AwsKmsKey(client.build(), settings.keyId());
    }

    @Override
    public byte[] wrap(byte[] key) {
        try {
            return kms.encrypt(request -> request.keyId(keyId)
                            .plaintext(SdkBytes.fromByteArray(key))
                            .encryptionContext(CONTEXT))
                    .ciphertextBlob()
                    .asByteArray();
        } catch (SdkException e) {
            throw new MasterKeyUnavailableException("KMS did not encrypt", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        try {
            return kms.decrypt(request -> request.keyId(keyId)
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                            .encryptionContext(CONTEXT))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new UnopenableSecretException(e);
        } catch (SdkException e) {
            throw new MasterKeyUnavailableException("KMS did not decrypt", e);
        }
    }

    @Override
    public void close() {
        kms.close();
    }
}
