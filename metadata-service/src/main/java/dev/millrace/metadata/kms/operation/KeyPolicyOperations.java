package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.KeyPolicyRequest;
import dev.millrace.internal.kms.v1.KeyPolicyResult;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ListKeyPoliciesResult;
import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.SilentDenials;
import java.nio.charset.StandardCharsets;

/** Who may use which key: the one policy of each, whose name is always the same. */
final class KeyPolicyOperations {
    private static final String NAME = "default";

    Decision<KeyEntry, Message> get(KeyView view, KmsCall call) {
        KeyPolicyRequest request = call.getGetKeyPolicy();
        requireName(request);
        NamedKey key = view.key(reference(view, call, request));
        return KmsOperation.answer(KeyPolicyResult.newBuilder()
                .setPolicy(key.traits().policy())
                .setPolicyName(NAME)
                .build());
    }

    Decision<KeyEntry, Message> put(KeyView view, KmsCall call) {
        KeyPolicyRequest request = call.getPutKeyPolicy();
        requireName(request);
        String policy = document(KmsMessages.given("policy", request.hasPolicy(), request.getPolicy()));
        if (policy.getBytes(StandardCharsets.UTF_8).length > view.quotas().policyBytes()) {
            throw KeyErrors.limitExceeded(
                    "The policy is larger than " + view.quotas().policyBytes() + " bytes.");
        }
        NamedKey key = view.lasting(reference(view, call, request), "PutKeyPolicy");
        return KmsOperation.done(key.with(key.traits().withPolicy(policy)));
    }

    Decision<KeyEntry, Message> list(KeyView view, KmsCall call) {
        ListRequest request = call.getListKeyPolicies();
        view.key(view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId()));
        return KmsOperation.answer(
                ListKeyPoliciesResult.newBuilder().addPolicyNames(NAME).build());
    }

    /** What is kept is what compiles, so that no gateway meets another. */
    static String document(String given) {
        try {
            SilentDenials.requireKnown(PolicyDocument.parse(PolicyKind.KEY, given));
            return given;
        } catch (PolicyFormatException e) {
            throw KeyErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    private static void requireName(KeyPolicyRequest request) {
        if (request.hasPolicyName() && !request.getPolicyName().equals(NAME)) {
            throw KeyErrors.validation("The only policy of a key is named " + NAME + ".");
        }
    }

    private static KeyReference reference(KeyView view, KmsCall call, KeyPolicyRequest request) {
        return view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId());
    }
}
