package dev.millrace.metadata.kms.grpc;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.AliasRequest;
import dev.millrace.internal.kms.v1.CreateKeyRequest;
import dev.millrace.internal.kms.v1.CryptoRequest;
import dev.millrace.internal.kms.v1.DecryptResult;
import dev.millrace.internal.kms.v1.EncryptResult;
import dev.millrace.internal.kms.v1.KeyMetadata;
import dev.millrace.internal.kms.v1.KeyRequest;
import dev.millrace.internal.kms.v1.KeyResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyCipher;
import dev.millrace.metadata.kms.KeyDestruction;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyMaterials;
import dev.millrace.metadata.kms.KeyQuotas;
import dev.millrace.metadata.kms.KeyReplica;
import dev.millrace.metadata.kms.KeyRotation;
import dev.millrace.metadata.kms.KeyStore;
import dev.millrace.metadata.kms.ManagedKeys;
import dev.millrace.metadata.kms.operation.KmsOperations;
import dev.millrace.metadata.kms.storage.KeyTable;
import dev.millrace.metadata.testing.TrustedClocks;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** One instance's keys, as the service wires them, on a table that instances share. */
final class KeyInstance {
    static final String REGION = "us-east-1";
    /** Small enough to be reached. */
    static final KeyQuotas QUOTAS = new KeyQuotas(10, 3, 3, 32768, 2, DataSize.ofMegabytes(1));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final KeyRotation rotation;
    final KeyDestruction destruction;
    final KeyStore store;
    private final KmsOperations operations;
    private final String account;

    KeyInstance(CqlSession session, MasterKey masterKey, String account, Clock clock) {
        this.store = new KeyTable(session);
        KeyDirectory directory = new KeyDirectory(store, new KeyReplica(store), REGION, QUOTAS, clock);
        KeyMaterials materials = new KeyMaterials(masterKey);
        this.operations = new KmsOperations(
                directory,
                materials,
                new KeyCipher(materials),
                new ManagedKeys(directory, materials, REGION, clock),
                clock);
        this.rotation = new KeyRotation(directory, materials, clock);
        this.destruction = new KeyDestruction(directory, TrustedClocks.of(clock));
        this.account = account;
    }

    Mono<Message> callLater(KmsCall.Builder call) {
        KmsCall whole = call.setAccountId(account).build();
        return operations.find(whole).orElseThrow().perform(whole).map(Decision::answer);
    }

    Message call(KmsCall.Builder call) {
        return Objects.requireNonNull(callLater(call).block(PATIENCE));
    }

    KeyMetadata createKey() {
        return ((KeyResult) call(KmsCall.newBuilder().setCreateKey(CreateKeyRequest.getDefaultInstance())))
                .getKeyMetadata();
    }

    KeyMetadata describe(String keyId) {
        return ((KeyResult) call(KmsCall.newBuilder().setDescribeKey(key(keyId)))).getKeyMetadata();
    }

    void createAlias(String name, String keyId) {
        call(KmsCall.newBuilder()
                .setCreateAlias(AliasRequest.newBuilder().setAliasName(name).setTargetKeyId(keyId)));
    }

    ByteString encrypt(String keyId, String text) {
        return ((EncryptResult) call(KmsCall.newBuilder()
                        .setEncrypt(CryptoRequest.newBuilder()
                                .setKeyId(keyId)
                                .setPlaintext(ByteString.copyFromUtf8(text))
                                .putEncryptionContext("purpose", "test"))))
                .getCiphertextBlob();
    }

    String decrypt(ByteString ciphertext) {
        return ((DecryptResult) call(KmsCall.newBuilder()
                        .setDecrypt(CryptoRequest.newBuilder()
                                .setCiphertextBlob(ciphertext)
                                .putEncryptionContext("purpose", "test"))))
                .getPlaintext()
                .toStringUtf8();
    }

    static KeyRequest key(String keyId) {
        return KeyRequest.newBuilder().setKeyId(keyId).build();
    }
}
