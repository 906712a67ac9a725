package dev.millrace.gateway.kms;

import dev.millrace.gateway.caller.SilentDenialLog;
import dev.millrace.gateway.front.transfer.BudgetMeters;
import dev.millrace.gateway.front.transfer.FairCache;
import dev.millrace.internal.key.KnownKey;
import dev.millrace.key.KeyErrors;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.ResourcePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies of keys, compiled once for each version of a key. Each account has its share of what is kept. */
final class CompiledKeyPolicies {
    private static final Logger log = LoggerFactory.getLogger(CompiledKeyPolicies.class);
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    /** A compiled policy takes several times the room of its text. */
    private static final int COMPILED = 8;

    private static final String DENY_ALL = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}""";

    private final FairCache<Version, ResourcePolicy> compiled;

    CompiledKeyPolicies(BudgetMeters meters) {
        compiled = meters.cache("key-policies", MOST_BYTES);
    }

    private record Version(String keyId, long number) {}

    ResourcePolicy of(KnownKey key) {
        long weight = (long) COMPILED * key.policy().length();
        return compiled.get(key.accountId(), new Version(key.id(), key.version()), weight, version -> compile(key));
    }

    /** A policy as a caller gives it, or a KeyException MalformedPolicyDocument. */
    static ResourcePolicy compile(String keyArn, String policy) {
        try {
            return ResourcePolicy.mandatory(keyArn, PolicyDocument.parse(PolicyKind.KEY, policy));
        } catch (PolicyFormatException e) {
            throw KeyErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    /** It was found to compile before it was stored. Should it not any more, what it would have denied is not known. */
    private static ResourcePolicy compile(KnownKey key) {
        try {
            PolicyDocument document = PolicyDocument.parse(PolicyKind.KEY, key.policy());
            SilentDenialLog.tell(key.arn(), document);
            return ResourcePolicy.mandatory(key.arn(), document);
        } catch (PolicyFormatException e) {
            log.error("The stored policy of the key {} does not compile, and denies everything", key.id());
            return denial(key);
        }
    }

    private static ResourcePolicy denial(KnownKey key) {
        try {
            return ResourcePolicy.mandatory(key.arn(), PolicyDocument.parse(PolicyKind.KEY, DENY_ALL));
        } catch (PolicyFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
