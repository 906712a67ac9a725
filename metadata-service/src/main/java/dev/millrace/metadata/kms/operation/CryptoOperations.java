package dev.millrace.metadata.kms.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.CryptoRequest;
import dev.millrace.internal.kms.v1.DataKeyRequest;
import dev.millrace.internal.kms.v1.DataKeyResult;
import dev.millrace.internal.kms.v1.DecryptResult;
import dev.millrace.internal.kms.v1.EncryptResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ReEncryptRequest;
import dev.millrace.internal.kms.v1.ReEncryptResult;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyCiphertext;
import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyCipher;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import java.security.SecureRandom;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What keys are for: a few bytes encrypted under them, and new data keys. */
final class CryptoOperations {
    private static final int MOST_PLAINTEXT = 4096;
    private static final int MOST_CIPHERTEXT = 6144;
    private static final int MOST_DATA_KEY = 1024;

    private final KeyDirectory directory;
    private final KeyCipher cipher;
    private final SecureRandom random = new SecureRandom();

    CryptoOperations(KeyDirectory directory, KeyCipher cipher) {
        this.directory = directory;
        this.cipher = cipher;
    }

    private record UsableKey(NamedKey key, String arn) {
        static UsableKey of(KeyView view, NamedKey key) {
            return new UsableKey(view.usable(key), view.reference(key).arn());
        }
    }

    /** What was encrypted, or opened, and under which key. */
    private record Outcome(String keyArn, byte[] bytes) {
        ByteString message() {
            return ByteString.copyFrom(bytes);
        }
    }

    Mono<Decision<KeyEntry, Message>> encrypt(KmsCall call) {
        CryptoRequest request = call.getEncrypt();
        requireAlgorithm(request.hasEncryptionAlgorithm(), request.getEncryptionAlgorithm());
        byte[] plaintext = bytes("plaintext", request.hasPlaintext(), request.getPlaintext(), MOST_PLAINTEXT);
        String keyId = KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId());
        return encrypt(call, keyId, plaintext, request.getEncryptionContextMap())
                .doOnNext(made -> endIf(request.getDryRun()))
                .map(made -> KmsOperation.answer(EncryptResult.newBuilder()
                        .setCiphertextBlob(made.message())
                        .setKeyId(made.keyArn)
                        .setEncryptionAlgorithm(KmsMessages.SYMMETRIC)
                        .build()));
    }

    Mono<Decision<KeyEntry, Message>> decrypt(KmsCall call) {
        CryptoRequest request = call.getDecrypt();
        requireAlgorithm(request.hasEncryptionAlgorithm(), request.getEncryptionAlgorithm());
        return decrypt(
                        ciphertext(request.hasCiphertextBlob(), request.getCiphertextBlob()),
                        request.getEncryptionContextMap())
                .doOnNext(opened -> endIf(request.getDryRun()))
                .map(opened -> KmsOperation.answer(DecryptResult.newBuilder()
                        .setKeyId(opened.keyArn)
                        .setPlaintext(opened.message())
                        .setEncryptionAlgorithm(KmsMessages.SYMMETRIC)
                        .build()));
    }

    Mono<Decision<KeyEntry, Message>> reEncrypt(KmsCall call) {
        ReEncryptRequest request = call.getReEncrypt();
        requireAlgorithm(request.hasSourceEncryptionAlgorithm(), request.getSourceEncryptionAlgorithm());
        requireAlgorithm(request.hasDestinationEncryptionAlgorithm(), request.getDestinationEncryptionAlgorithm());
        String destination =
                KmsMessages.given("destinationKeyId", request.hasDestinationKeyId(), request.getDestinationKeyId());
        return decrypt(
                        ciphertext(request.hasCiphertextBlob(), request.getCiphertextBlob()),
                        request.getSourceEncryptionContextMap())
                .flatMap(opened -> encrypt(
                                call, destination, opened.bytes, request.getDestinationEncryptionContextMap())
                        .doOnNext(made -> endIf(request.getDryRun()))
                        .map(made -> KmsOperation.answer(ReEncryptResult.newBuilder()
                                .setCiphertextBlob(made.message())
                                .setSourceKeyId(opened.keyArn)
                                .setKeyId(made.keyArn)
                                .setSourceEncryptionAlgorithm(KmsMessages.SYMMETRIC)
                                .setDestinationEncryptionAlgorithm(KmsMessages.SYMMETRIC)
                                .build())));
    }

    Mono<Decision<KeyEntry, Message>> generateDataKey(KmsCall call, DataKeyRequest request, boolean withPlaintext) {
        byte[] dataKey = new byte[lengthOf(request)];
        random.nextBytes(dataKey);
        String keyId = KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId());
        return encrypt(call, keyId, dataKey, request.getEncryptionContextMap()).map(made -> {
            endIf(request.getDryRun());
            DataKeyResult.Builder result =
                    DataKeyResult.newBuilder().setCiphertextBlob(made.message()).setKeyId(made.keyArn);
            if (withPlaintext) {
                result.setPlaintext(ByteString.copyFrom(dataKey));
            }
            return KmsOperation.answer(result.build());
        });
    }

    /** A trial has gone as far as it can: nothing of this changes anything, so that only the answer is kept back. */
    private static void endIf(boolean dryRun) {
        if (dryRun) {
            throw KeyErrors.dryRun();
        }
    }

    private static int lengthOf(DataKeyRequest request) {
        if (request.hasKeySpec() == request.hasNumberOfBytes()) {
            throw KeyErrors.validation("Please specify either number of bytes or key spec.");
        }
        if (request.hasNumberOfBytes()) {
            int length = request.getNumberOfBytes();
            if (length < 1 || length > MOST_DATA_KEY) {
                throw KeyErrors.constraint("numberOfBytes", "Member must have value between 1 and " + MOST_DATA_KEY);
            }
            return length;
        }
        return switch (request.getKeySpec()) {
            case "AES_256" -> 32;
            case "AES_128" -> 16;
            default -> throw KeyErrors.constraint("keySpec", "Member must satisfy enum value set: [AES_256, AES_128]");
        };
    }

    private Mono<Outcome> encrypt(KmsCall call, String keyId, byte[] plaintext, Map<String, String> pairs) {
        EncryptionContext context = EncryptionContext.of(pairs);
        return directory
                .ask(view -> UsableKey.of(view, view.key(view.parse(keyId, call.getAccountId()))))
                .flatMap(usable -> cipher.encrypt(usable.key, plaintext, context)
                        .map(made -> new Outcome(usable.arn, made.toBytes())));
    }

    private Mono<Outcome> decrypt(KeyCiphertext ciphertext, Map<String, String> pairs) {
        EncryptionContext context = EncryptionContext.of(pairs);
        return directory
                .ask(view -> UsableKey.of(
                        view, view.find(ciphertext.keyId()).orElseThrow(KeyErrors::ciphertextOfUnknownKey)))
                .flatMap(usable ->
                        cipher.decrypt(usable.key, ciphertext, context).map(opened -> new Outcome(usable.arn, opened)));
    }

    private static KeyCiphertext ciphertext(boolean there, ByteString given) {
        return KeyCiphertext.parse(bytes("ciphertextBlob", there, given, MOST_CIPHERTEXT));
    }

    private static byte[] bytes(String member, boolean there, ByteString given, int most) {
        if (!there) {
            throw KeyErrors.missing(member);
        }
        if (given.isEmpty() || given.size() > most) {
            throw KeyErrors.constraint(member, "Member must have length between 1 and " + most);
        }
        return given.toByteArray();
    }

    private static void requireAlgorithm(boolean there, String given) {
        if (there && !given.equals(KmsMessages.SYMMETRIC)) {
            throw KeyErrors.invalidKeyUsage("The key cannot be used with the algorithm " + given + ".");
        }
    }
}
