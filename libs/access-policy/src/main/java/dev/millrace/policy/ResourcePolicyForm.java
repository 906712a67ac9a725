package dev.millrace.policy;

import java.nio.charset.StandardCharsets;

/**
 * The form of a policy that is attached to a stream or consumer: what must stand in it, and that it speaks of nothing but
 * the resource it is attached to.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html">Resource-based policies</a>
 */
public final class ResourcePolicyForm {
    /** As large as IAM lets a resource's policy be, in bytes. */
    public static final int LARGEST = 20 * 1024;

    private static final String KINESIS = "kinesis:";

    private ResourcePolicyForm() {}

    /**
     * Checks a policy.
     *
     * @param resource the ARN of the stream or consumer that the policy is for
     * @throws PolicyFormatException if it cannot be attached to the resource
     */
    public static void check(String policy, String resource) throws PolicyFormatException {
        PolicyReader.require(
                policy.length() <= LARGEST && policy.getBytes(StandardCharsets.UTF_8).length <= LARGEST,
                "The policy is larger than " + LARGEST + " bytes.");
        PolicyDocument document = PolicyDocument.parse(PolicyKind.RESOURCE, policy);
        SilentDenials.requireKnown(document);
        for (Statement statement : document.statements()) {
            PolicyReader.require(
                    statement.actions().written().stream().allMatch(ResourcePolicyForm::isAction),
                    "A Statement's Action is not of the form kinesis:<operation>.");
            PolicyReader.require(
                    statement.resources().written().stream().allMatch(arn -> arn.equals(resource) || arn.equals("*")),
                    "A Statement's Resource is not the resource that the policy is attached to.");
        }
    }

    private static boolean isAction(String action) {
        return action.equals("*") || action.regionMatches(true, 0, KINESIS, 0, KINESIS.length());
    }
}
