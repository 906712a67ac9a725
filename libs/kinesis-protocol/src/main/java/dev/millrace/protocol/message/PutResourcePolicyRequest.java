package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.POLICY;
import static dev.millrace.protocol.wire.Member.RESOURCE_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Sets the policy of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
public record PutResourcePolicyRequest(
        @Nullable String resourceArn, @Nullable String policy) implements KinesisRequest, ResourceAddressed {
    static PutResourcePolicyRequest read(WireReader in) {
        String resourceArn = null;
        String policy = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case RESOURCE_ARN -> resourceArn = in.string();
                case POLICY -> policy = in.string();
                default -> in.skip();
            }
        }
        return new PutResourcePolicyRequest(resourceArn, policy);
    }

    @Override
    public String resourceArn() {
        return Required.checked(resourceArn);
    }

    @Override
    public String policy() {
        return Required.checked(policy);
    }

    @Override
    public Operation operation() {
        return Operation.PUT_RESOURCE_POLICY;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("resourceARN", resourceArn).with("policy", policy);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(RESOURCE_ARN, resourceArn);
        constraints.text(RESOURCE_ARN, resourceArn, TextRule.RESOURCE_ARN);
        constraints.required(POLICY, policy);
    }
}
