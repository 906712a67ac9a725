package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RESOURCE_ARN;
import static dev.millrace.protocol.wire.Member.TAG_KEYS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes tags from a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html">UntagResource</a>
 */
public record UntagResourceRequest(
        @Nullable List<String> tagKeys, @Nullable String resourceArn)
        implements KinesisRequest, ResourceAddressed, TagRemoving {
    static UntagResourceRequest read(WireReader in) {
        List<String> tagKeys = null;
        String resourceArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case TAG_KEYS -> tagKeys = in.strings();
                case RESOURCE_ARN -> resourceArn = in.string();
                default -> in.skip();
            }
        }
        return new UntagResourceRequest(tagKeys, resourceArn);
    }

    @Override
    public List<String> tagKeys() {
        return Required.checked(tagKeys);
    }

    @Override
    public String resourceArn() {
        return Required.checked(resourceArn);
    }

    @Override
    public Operation operation() {
        return Operation.UNTAG_RESOURCE;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("resourceARN", resourceArn).with("tagKeys", tagKeys);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(TAG_KEYS, tagKeys);
        constraints.size(TAG_KEYS, tagKeys, 1, 50);
        constraints.eachText(TAG_KEYS, tagKeys, TextRule.TAG_KEY);
        constraints.required(RESOURCE_ARN, resourceArn);
        constraints.text(RESOURCE_ARN, resourceArn, TextRule.RESOURCE_ARN);
    }
}
