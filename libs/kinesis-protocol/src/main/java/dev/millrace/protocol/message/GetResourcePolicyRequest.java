package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RESOURCE_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the policy of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 */
public record GetResourcePolicyRequest(@Nullable String resourceArn) implements KinesisRequest, ResourceAddressed {
    static GetResourcePolicyRequest read(WireReader in) {
        String resourceArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case RESOURCE_ARN -> resourceArn = in.string();
                default -> in.skip();
            }
        }
        return new GetResourcePolicyRequest(resourceArn);
    }

    @Override
    public String resourceArn() {
        return Required.checked(resourceArn);
    }

    @Override
    public Operation operation() {
        return Operation.GET_RESOURCE_POLICY;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("resourceARN", resourceArn);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(RESOURCE_ARN, resourceArn);
        constraints.text(RESOURCE_ARN, resourceArn, TextRule.RESOURCE_ARN);
    }
}
