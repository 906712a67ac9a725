package dev.millrace.gateway.audit.event;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What requests that are described by messages are about: the first of the members by which they name something. */
public final class MessageResources {
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("user_name", "AWS::IAM::User");
        TYPES.put("role_name", "AWS::IAM::Role");
        TYPES.put("role_arn", "AWS::IAM::Role");
        TYPES.put("group_name", "AWS::IAM::Group");
        TYPES.put("policy_arn", "AWS::IAM::Policy");
        TYPES.put("key_id", "AWS::KMS::Key");
        TYPES.put("alias_name", "AWS::KMS::Alias");
    }

    private MessageResources() {}

    /** Empty for a request about nothing in particular. */
    public static Optional<AuditedResource> of(Message request) {
        for (Map.Entry<String, String> named : TYPES.entrySet()) {
            FieldDescriptor field = request.getDescriptorForType().findFieldByName(named.getKey());
            if (field != null && !field.isRepeated() && request.hasField(field)) {
                return Optional.of(new AuditedResource(named.getValue(), String.valueOf(request.getField(field))));
            }
        }
        return Optional.empty();
    }
}
