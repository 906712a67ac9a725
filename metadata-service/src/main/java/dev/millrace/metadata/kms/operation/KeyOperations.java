package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.CreateKeyRequest;
import dev.millrace.internal.kms.v1.KeyListEntry;
import dev.millrace.internal.kms.v1.KeyRequest;
import dev.millrace.internal.kms.v1.KeyResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ListKeysResult;
import dev.millrace.internal.kms.v1.UpdateKeyDescriptionRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyMaterials;
import dev.millrace.metadata.kms.KeyPolicies;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.ManagedKeys;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.KeyLifecycle;
import dev.millrace.metadata.kms.model.KeyMaterial;
import dev.millrace.metadata.kms.model.KeyTraits;
import dev.millrace.metadata.kms.model.NamedKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Keys themselves: making, describing and listing them. */
final class KeyOperations {
    private static final int LONGEST_DESCRIPTION = 8192;
    private static final int USUAL_PAGE = 100;
    private static final int MOST_PER_PAGE = 1000;

    private final KeyDirectory directory;
    private final KeyMaterials materials;
    private final ManagedKeys managed;
    private final Clock clock;

    KeyOperations(KeyDirectory directory, KeyMaterials materials, ManagedKeys managed, Clock clock) {
        this.directory = directory;
        this.materials = materials;
        this.managed = managed;
        this.clock = clock;
    }

    Mono<Decision<KeyEntry, Message>> create(KmsCall call) {
        CreateKeyRequest request = call.getCreateKey();
        requireKind(request);
        String accountId = call.getAccountId();
        String description = description(request.getDescription());
        String policy = request.hasPolicy()
                ? KeyPolicyOperations.document(request.getPolicy())
                : KeyPolicies.ofAccount(accountId);
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        return materials
                .make(id, 1, false, now)
                .flatMap(material -> directory.change(view -> {
                    view.requireRoom(accountId);
                    NamedKey key = new NamedKey(
                            id,
                            accountId,
                            now,
                            false,
                            new KeyTraits(
                                    description,
                                    policy,
                                    KeyTagOperations.add(Map.of(), request.getTagsList(), view.quotas())),
                            KeyLifecycle.ENABLED,
                            new KeyMaterial(List.of(material), Optional.empty()),
                            0);
                    return KmsOperation.put(key, result(view, key));
                }));
    }

    /** There is one kind of key: symmetric, of our own making. */
    private static void requireKind(CreateKeyRequest request) {
        if (request.hasKeyUsage() && !request.getKeyUsage().equals(KmsMessages.ENCRYPT_DECRYPT)) {
            throw KeyErrors.unsupported("KeyUsage " + request.getKeyUsage() + " is not supported.");
        }
        if (request.hasKeySpec() && !request.getKeySpec().equals(KmsMessages.SYMMETRIC)
                || request.hasCustomerMasterKeySpec()
                        && !request.getCustomerMasterKeySpec().equals(KmsMessages.SYMMETRIC)) {
            throw KeyErrors.unsupported("KeySpec must be " + KmsMessages.SYMMETRIC + ".");
        }
        if (request.hasOrigin() && !request.getOrigin().equals(KmsMessages.ORIGIN) || request.hasCustomKeyStoreId()) {
            throw KeyErrors.unsupported("Origin must be " + KmsMessages.ORIGIN + ", without a custom key store.");
        }
        if (request.getMultiRegion()) {
            throw KeyErrors.unsupported("Multi-Region keys are not supported.");
        }
    }

    Mono<Decision<KeyEntry, Message>> describe(KmsCall call) {
        KeyRequest request = call.getDescribeKey();
        String given = KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId());
        return directory
                .ask(view -> view.parse(given, call.getAccountId()))
                .flatMap(reference -> managed.requireFor(reference, call.getAccountId())
                        .then(directory.ask(view -> KmsOperation.answer(result(view, view.key(reference))))));
    }

    Decision<KeyEntry, Message> list(KeyView view, KmsCall call) {
        Page<NamedKey> page = Page.of(
                view.keysOf(call.getAccountId()),
                NamedKey::id,
                KeyPages.of(call.getListKeys(), USUAL_PAGE, MOST_PER_PAGE));
        ListKeysResult.Builder result = ListKeysResult.newBuilder().setTruncated(page.isTruncated());
        page.items()
                .forEach(key -> result.addKeys(KeyListEntry.newBuilder()
                        .setKeyId(key.id())
                        .setKeyArn(view.reference(key).arn())));
        page.marker().ifPresent(result::setNextMarker);
        return KmsOperation.answer(result.build());
    }

    Decision<KeyEntry, Message> describeAnew(KeyView view, KmsCall call) {
        UpdateKeyDescriptionRequest request = call.getUpdateKeyDescription();
        KeyReference reference =
                view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
        String description =
                description(KmsMessages.given("description", request.hasDescription(), request.getDescription()));
        NamedKey key = view.lasting(reference, "UpdateKeyDescription");
        return KmsOperation.done(key.with(key.traits().withDescription(description)));
    }

    private static KeyResult result(KeyView view, NamedKey key) {
        return KeyResult.newBuilder()
                .setKeyMetadata(KmsMessages.metadata(view, key))
                .build();
    }

    private static String description(String given) {
        if (given.length() > LONGEST_DESCRIPTION) {
            throw KeyErrors.constraint(
                    "description", "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return given;
    }
}
