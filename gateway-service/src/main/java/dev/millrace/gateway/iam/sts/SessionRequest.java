package dev.millrace.gateway.iam.sts;

import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.sts.v1.AssumeRoleRequest;
import dev.millrace.internal.sts.v1.PolicyDescriptor;
import dev.millrace.internal.sts.v1.Tag;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.SilentDenials;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a caller wants a session of a role to be.
 *
 * @param externalId that the role's trust policy may ask for
 * @param length as it is asked for, not as it may be
 */
record SessionRequest(String roleArn, SessionScope scope, Optional<String> externalId, Duration length) {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int LONGEST_POLICY = 2048;
    private static final int MOST_POLICIES = 10;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;
    private static final int LONGEST_EXTERNAL_ID = 1224;

    /** Reads a request, or refuses it with ValidationError, MalformedPolicyDocument or PackedPolicyTooLarge. */
    static SessionRequest of(AssumeRoleRequest request) {
        String roleArn = IdentityNames.given("roleArn", request.hasRoleArn() ? request.getRoleArn() : null);
        String name = IdentityNames.sessionName(
                "roleSessionName", request.hasRoleSessionName() ? request.getRoleSessionName() : null);
        if (request.getExternalId().length() > LONGEST_EXTERNAL_ID) {
            throw IdentityErrors.constraint(
                    "externalId", "Member must have length less than or equal to " + LONGEST_EXTERNAL_ID);
        }
        return new SessionRequest(
                roleArn,
                new SessionScope(name, policies(request), tags(request.getTagsList())),
                request.hasExternalId() ? Optional.of(request.getExternalId()) : Optional.empty(),
                request.hasDurationSeconds() ? Duration.ofSeconds(request.getDurationSeconds()) : USUAL);
    }

    /** A document as it was given, and managed policies by their ARNs: those would be too much for a token. */
    private static List<String> policies(AssumeRoleRequest request) {
        List<String> policies = new ArrayList<>();
        if (request.hasPolicy()) {
            if (request.getPolicy().length() > LONGEST_POLICY) {
                throw new IdentityException(
                        IdentityErrorType.PACKED_POLICY_TOO_LARGE,
                        "The policy is longer than " + LONGEST_POLICY + " characters.");
            }
            try {
                SilentDenials.requireKnown(PolicyDocument.parse(PolicyKind.SESSION, request.getPolicy()));
            } catch (PolicyFormatException e) {
                throw IdentityErrors.malformedPolicy(String.valueOf(e.getMessage()));
            }
            policies.add(request.getPolicy());
        }
        if (request.getPolicyArnsCount() > MOST_POLICIES) {
            throw IdentityErrors.constraint(
                    "policyArns", "Member must have length less than or equal to " + MOST_POLICIES);
        }
        request.getPolicyArnsList().stream().map(PolicyDescriptor::getArn).forEach(policies::add);
        return policies;
    }

    private static Map<String, String> tags(List<Tag> given) {
        if (given.size() > MOST_TAGS) {
            throw IdentityErrors.constraint("tags", "Member must have length less than or equal to " + MOST_TAGS);
        }
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : given) {
            if (tag.getKey().isEmpty()
                    || tag.getKey().length() > LONGEST_TAG_KEY
                    || tag.getValue().length() > LONGEST_TAG_VALUE) {
                throw IdentityErrors.constraint("tags", "a key has 1 to 128 characters, a value at most 256");
            }
            if (tags.put(tag.getKey(), tag.getValue()) != null) {
                throw new IdentityException(
                        IdentityErrorType.INVALID_PARAMETER_VALUE,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        return tags;
    }
}
