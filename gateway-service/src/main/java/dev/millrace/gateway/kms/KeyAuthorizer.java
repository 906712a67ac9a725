package dev.millrace.gateway.kms;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.access.ProtectedResource;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who may use which key. Unlike a stream's, a key's policy is the root of all trust in it: what identity policies say
 * counts only as far as the key's policy lets their account in. The account that owns the deployment may do everything with its
 * own keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
 */
public final class KeyAuthorizer {
    private static final String PUT_POLICY = "kms:PutKeyPolicy";

    private final Decider decider;
    private final CompiledKeyPolicies policies;
    private final String owner;

    /** @param owner the account that owns the deployment */
    KeyAuthorizer(Decider decider, CompiledKeyPolicies policies, String owner) {
        this.decider = decider;
        this.policies = policies;
        this.owner = owner;
    }

    /**
     * Lets the use of a key pass, or not. Whether the key's state allows it is another question.
     *
     * @param action as policies name it, {@code kms:Decrypt}
     * @throws dev.millrace.key.KeyException an AccessDenied if the caller may not
     */
    public void authorize(Requester requester, String action, KnownKey key, KeyUse use) {
        if (requester.isItself(owner) && key.accountId().equals(owner)) {
            return;
        }
        ProtectedResource resource =
                ProtectedResource.of(key.arn(), key.accountId()).withPolicy(policies.of(key));
        decider.require(requester, action, resource, new KeyConditions(use, key.tags()), KeyErrors::accessDenied);
    }

    /** Lets a call pass, or not, that is done to no key in particular, or to an alias. */
    void authorize(Requester requester, String action, Optional<String> aliasArn, KeyUse use) {
        if (requester.isItself(owner)) {
            return;
        }
        String account = requester.principal().accountId();
        ProtectedResource resource = aliasArn.map(arn -> ProtectedResource.of(arn, account))
                .orElseGet(() -> ProtectedResource.anything(account));
        decider.require(requester, action, resource, new KeyConditions(use, Map.of()), KeyErrors::accessDenied);
    }

    /**
     * Makes sure that a policy lets its author change it again, so that no key ends up in nobody's hands.
     *
     * @throws dev.millrace.key.KeyException a MalformedPolicyDocument if it does not
     */
    void requireNoLockout(Requester requester, KeyReference key, String policy) {
        ProtectedResource resource = ProtectedResource.of(key.arn(), key.accountId())
                .withPolicy(CompiledKeyPolicies.compile(key.arn(), policy));
        decider.require(
                requester,
                PUT_POLICY,
                resource,
                new KeyConditions(KeyUse.PLAIN, Map.of()),
                refusal -> KeyErrors.malformedPolicy(
                        "The new key policy will not allow you to update the key policy in the future."));
    }
}
