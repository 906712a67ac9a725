package dev.millrace.gateway.kms;

import dev.millrace.gateway.access.OriginConditions;
import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.ResourcePolicy;
import java.time.Clock;
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
    private static final String ANY = "*";
    private static final String PUT_POLICY = "kms:PutKeyPolicy";

    private final PrincipalRights rights;
    private final CompiledKeyPolicies policies;
    private final String region;
    private final String owner;
    private final Clock clock;

    /** @param owner the account that owns the deployment */
    KeyAuthorizer(PrincipalRights rights, CompiledKeyPolicies policies, String region, String owner, Clock clock) {
        this.rights = rights;
        this.policies = policies;
        this.region = region;
        this.owner = owner;
        this.clock = clock;
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
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                action,
                key.arn(),
                key.accountId(),
                clock.instant(),
                new KeyConditions(OriginConditions.of(requester, region), use, key.tags()));
        require(asked, caller.policies().withResource(Optional.of(policies.of(key))));
    }

    /** Lets a call pass, or not, that is done to no key in particular, or to an alias. */
    void authorize(Requester requester, String action, Optional<String> aliasArn, KeyUse use) {
        if (requester.isItself(owner)) {
            return;
        }
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                action,
                aliasArn.orElse(ANY),
                requester.principal().accountId(),
                clock.instant(),
                new KeyConditions(OriginConditions.of(requester, region), use, Map.of()));
        require(asked, caller.policies());
    }

    /**
     * Makes sure that a policy lets its author change it again, so that no key ends up in nobody's hands.
     *
     * @throws dev.millrace.key.KeyException a MalformedPolicyDocument if it does not
     */
    void requireNoLockout(Requester requester, KeyReference key, String policy) {
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                PUT_POLICY,
                key.arn(),
                key.accountId(),
                clock.instant(),
                new KeyConditions(OriginConditions.of(requester, region), KeyUse.PLAIN, Map.of()));
        ResourcePolicy compiled = CompiledKeyPolicies.compile(key.arn(), policy);
        if (!AccessDecision.of(asked, caller.policies().withResource(Optional.of(compiled)))
                .allowed()) {
            throw KeyErrors.malformedPolicy(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    private static void require(AccessRequest asked, ApplicablePolicies policies) {
        AccessDecision decision = AccessDecision.of(asked, policies);
        if (!decision.allowed()) {
            throw KeyErrors.accessDenied(decision.refusal(asked));
        }
    }
}
