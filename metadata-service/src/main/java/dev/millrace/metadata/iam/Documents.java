package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityNames;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.SilentDenials;
import org.jspecify.annotations.Nullable;

/** Policy documents as callers give them. What is kept is what compiles, so that no gateway meets another. */
public final class Documents {
    private Documents() {}

    /** A document of the kind, or MalformedPolicyDocument. */
    public static String require(PolicyKind kind, String member, @Nullable String document) {
        String given = IdentityNames.given(member, document);
        try {
            SilentDenials.requireKnown(PolicyDocument.parse(kind, given));
            return given;
        } catch (PolicyFormatException e) {
            throw IdentityErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    /** The same, of a bounded size. */
    public static String require(PolicyKind kind, String member, @Nullable String document, int limit, String quota) {
        String given = IdentityNames.given(member, document);
        if (Permissions.sizeOf(given) > limit) {
            throw IdentityErrors.quotaExceeded(quota, limit);
        }
        return require(kind, member, given);
    }
}
