package dev.millrace.gateway.caller;

import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles documents that were found to compile before they were stored. Should one not, because another version of this
 * software stored it, then it denies everything: what it would have denied is not known.
 */
final class CompiledPolicies {
    private static final Logger log = LoggerFactory.getLogger(CompiledPolicies.class);
    private static final String DENY_ALL = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}""";
    private static final String TRUST_NOBODY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Principal": "*"}]}""";

    private CompiledPolicies() {}

    static AttachedPolicy compile(PolicyKind kind, String name, String document) {
        PolicyDocument compiled = compile(kind, document);
        SilentDenialLog.tell(name, compiled);
        return new AttachedPolicy(name, compiled);
    }

    static PolicyDocument compile(PolicyKind kind, String document) {
        try {
            return PolicyDocument.parse(kind, document);
        } catch (PolicyFormatException e) {
            log.error("A stored {} policy does not compile, and denies everything", kind);
            return denial(kind);
        }
    }

    /** In the place of a policy that is not here yet: what it says is not known. */
    static AttachedPolicy denial(PolicyKind kind, String name) {
        return new AttachedPolicy(name, denial(kind));
    }

    private static PolicyDocument denial(PolicyKind kind) {
        try {
            return PolicyDocument.parse(kind, kind == PolicyKind.TRUST ? TRUST_NOBODY : DENY_ALL);
        } catch (PolicyFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
