package dev.millrace.metadata.kms.operation;

import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.KmsCall.OperationCase;
import dev.millrace.metadata.kms.KeyCipher;
import dev.millrace.metadata.kms.KeyDirectory;
import dev.millrace.metadata.kms.KeyMaterials;
import dev.millrace.metadata.kms.KeyRotation;
import dev.millrace.metadata.kms.ManagedKeys;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which rule an operation is: every one that is served, as one table. */
public final class KmsOperations {
    private final KeyDirectory directory;
    private final Map<OperationCase, KmsOperation> operations = new EnumMap<>(OperationCase.class);

    public KmsOperations(
            KeyDirectory directory, KeyMaterials materials, KeyCipher cipher, ManagedKeys managed, Clock clock) {
        this.directory = directory;
        addKeys(new KeyOperations(directory, materials, managed, clock));
        addLifecycle(new LifecycleOperations());
        addRotation(new RotationOperations(directory, new KeyRotation(directory, materials, clock)));
        addAliases(new AliasOperations());
        addPolicies(new KeyPolicyOperations());
        addTags(new KeyTagOperations());
        addCrypto(new CryptoOperations(directory, cipher));
    }

    /** The rule of a call; empty for one that this version does not know. */
    public Optional<KmsOperation> find(KmsCall call) {
        return Optional.ofNullable(operations.get(call.getOperationCase()));
    }

    private void add(OperationCase name, KmsOperation operation) {
        operations.put(name, operation);
    }

    private void addRule(OperationCase name, KmsOperation.Rule rule) {
        add(name, call -> directory.change(view -> rule.decide(view, call)));
    }

    private void addKeys(KeyOperations keys) {
        add(OperationCase.CREATE_KEY, keys::create);
        add(OperationCase.DESCRIBE_KEY, keys::describe);
        addRule(OperationCase.LIST_KEYS, keys::list);
        addRule(OperationCase.UPDATE_KEY_DESCRIPTION, keys::describeAnew);
    }

    private void addLifecycle(LifecycleOperations lifecycle) {
        addRule(OperationCase.ENABLE_KEY, lifecycle::enable);
        addRule(OperationCase.DISABLE_KEY, lifecycle::disable);
        addRule(OperationCase.SCHEDULE_KEY_DELETION, lifecycle::scheduleDeletion);
        addRule(OperationCase.CANCEL_KEY_DELETION, lifecycle::cancelDeletion);
    }

    private void addRotation(RotationOperations rotation) {
        addRule(OperationCase.ENABLE_KEY_ROTATION, rotation::enable);
        addRule(OperationCase.DISABLE_KEY_ROTATION, rotation::disable);
        addRule(OperationCase.GET_KEY_ROTATION_STATUS, rotation::status);
        add(OperationCase.ROTATE_KEY_ON_DEMAND, rotation::rotate);
    }

    private void addAliases(AliasOperations aliases) {
        addRule(OperationCase.CREATE_ALIAS, aliases::create);
        addRule(OperationCase.UPDATE_ALIAS, aliases::update);
        addRule(OperationCase.DELETE_ALIAS, aliases::delete);
        addRule(OperationCase.LIST_ALIASES, aliases::list);
    }

    private void addPolicies(KeyPolicyOperations policies) {
        addRule(OperationCase.GET_KEY_POLICY, policies::get);
        addRule(OperationCase.PUT_KEY_POLICY, policies::put);
        addRule(OperationCase.LIST_KEY_POLICIES, policies::list);
    }

    private void addTags(KeyTagOperations tags) {
        addRule(OperationCase.TAG_RESOURCE, tags::tag);
        addRule(OperationCase.UNTAG_RESOURCE, tags::untag);
        addRule(OperationCase.LIST_RESOURCE_TAGS, tags::list);
    }

    private void addCrypto(CryptoOperations crypto) {
        add(OperationCase.ENCRYPT, crypto::encrypt);
        add(OperationCase.DECRYPT, crypto::decrypt);
        add(OperationCase.RE_ENCRYPT, crypto::reEncrypt);
        add(OperationCase.GENERATE_DATA_KEY, call -> crypto.generateDataKey(call, call.getGenerateDataKey(), true));
        add(
                OperationCase.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                call -> crypto.generateDataKey(call, call.getGenerateDataKeyWithoutPlaintext(), false));
    }
}
