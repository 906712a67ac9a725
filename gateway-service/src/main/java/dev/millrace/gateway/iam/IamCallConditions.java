package dev.millrace.gateway.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.gateway.caller.KnownIdentity;
import dev.millrace.gateway.caller.KnownIdentity.Grants;
import dev.millrace.internal.iam.v1.Subject;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.policy.ContextKey;
import dev.millrace.policy.RequestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What conditions may ask about a call of IAM.
 *
 * @param subject what it is done to; empty for what is not here yet
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">
 *     Condition keys of IAM</a>
 */
record IamCallConditions(IamAction action, Message request, Optional<KnownIdentity> subject) implements RequestContext {
    private static final String TAGS = "tags";
    private static final String TAG_KEYS = "tag_keys";
    private static final String POLICY_ARN = "policy_arn";
    private static final String BOUNDARY = "permissions_boundary";

    /** What changes the rights of a user or role, and so may be left to those alone who keep it within a boundary. */
    private static final Pattern CHANGES_RIGHTS = Pattern.compile(
            "Create(User|Role)|(Attach|Detach|Put|Delete)(User|Role)Policy|Delete(User|Role)PermissionsBoundary");

    @Override
    public List<String> values(ContextKey key) {
        return switch (key.known()) {
            case REQUEST_TAG -> key.among(requestTags());
            case TAG_KEYS -> tagKeys();
            case POLICY_ARN -> action.subject() == Subject.POLICY ? List.of() : one(text(POLICY_ARN));
            case PERMISSIONS_BOUNDARY -> one(boundary());
            default -> tags(key, subject);
        };
    }

    /** The values of the subject's tags that a key names. */
    static List<String> tags(ContextKey key, Optional<KnownIdentity> subject) {
        return switch (key.known()) {
            case RESOURCE_TAG, IDENTITY_TAG ->
                subject.map(it -> key.among(it.naming().tags())).orElse(List.of());
            default -> List.of();
        };
    }

    /** Whether tags come with what is created, which takes the right to set them besides. */
    boolean setsTagsAtCreation() {
        return action.name().startsWith("Create") && !requestTags().isEmpty();
    }

    /** The one that the request would set, or the one that there is. */
    private Optional<String> boundary() {
        if (request.getDescriptorForType().findFieldByName(BOUNDARY) != null) {
            return text(BOUNDARY);
        }
        return CHANGES_RIGHTS.matcher(action.name()).matches()
                ? subject.flatMap(IamCallConditions::grants).flatMap(Grants::boundary)
                : Optional.empty();
    }

    private static Optional<Grants> grants(KnownIdentity identity) {
        if (identity instanceof KnownIdentity.User user) {
            return Optional.of(user.grants());
        }
        return identity instanceof KnownIdentity.Role role ? Optional.of(role.grants()) : Optional.empty();
    }

    private List<String> tagKeys() {
        FieldDescriptor keys = request.getDescriptorForType().findFieldByName(TAG_KEYS);
        return keys == null
                ? List.copyOf(requestTags().keySet())
                : ((List<?>) request.getField(keys))
                        .stream().map(String::valueOf).toList();
    }

    private Map<String, String> requestTags() {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(TAGS);
        Map<String, String> tags = new HashMap<>();
        if (field != null) {
            for (Object element : (List<?>) request.getField(field)) {
                Tag tag = (Tag) element;
                tags.put(tag.getKey(), tag.getValue());
            }
        }
        return tags;
    }

    private Optional<String> text(String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        return field == null || !request.hasField(field)
                ? Optional.empty()
                : Optional.of((String) request.getField(field));
    }

    private static List<String> one(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }
}
