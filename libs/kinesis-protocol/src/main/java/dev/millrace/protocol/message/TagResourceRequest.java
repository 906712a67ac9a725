package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RESOURCE_ARN;
import static dev.millrace.protocol.wire.Member.TAGS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds or overwrites tags of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 */
public record TagResourceRequest(
        @Nullable Map<String, String> tags, @Nullable String resourceArn)
        implements KinesisRequest, ResourceAddressed, TagSetting {
    static TagResourceRequest read(WireReader in) {
        Map<String, String> tags = null;
        String resourceArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case TAGS -> tags = in.stringMap();
                case RESOURCE_ARN -> resourceArn = in.string();
                default -> in.skip();
            }
        }
        return new TagResourceRequest(tags, resourceArn);
    }

    @Override
    public Map<String, String> tags() {
        return Required.checked(tags);
    }

    @Override
    public String resourceArn() {
        return Required.checked(resourceArn);
    }

    @Override
    public Operation operation() {
        return Operation.TAG_RESOURCE;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("resourceARN", resourceArn).with("tags", tags);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(TAGS, tags);
        constraints.map(TAGS, tags, 1, 200, TextRule.TAG_KEY, TextRule.TAG_VALUE);
        constraints.required(RESOURCE_ARN, resourceArn);
        constraints.text(RESOURCE_ARN, resourceArn, TextRule.RESOURCE_ARN);
    }
}
