package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RESOURCE_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tags of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
public record ListTagsForResourceRequest(@Nullable String resourceArn) implements KinesisRequest, ResourceAddressed {
    static ListTagsForResourceRequest read(WireReader in) {
        String resourceArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case RESOURCE_ARN -> resourceArn = in.string();
                default -> in.skip();
            }
        }
        return new ListTagsForResourceRequest(resourceArn);
    }

    @Override
    public String resourceArn() {
        return Required.checked(resourceArn);
    }

    @Override
    public Operation operation() {
        return Operation.LIST_TAGS_FOR_RESOURCE;
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
