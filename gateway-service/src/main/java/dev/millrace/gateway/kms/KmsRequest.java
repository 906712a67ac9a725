package dev.millrace.gateway.kms;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.Tag;
import dev.millrace.key.EncryptionContext;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.policy.KnownConditionKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's members by their names, whatever operation it is of. */
record KmsRequest(Message message) {
    static final String KEY_ID = "key_id";
    static final String ALIAS_NAME = "alias_name";
    static final String TARGET_KEY_ID = "target_key_id";
    static final String SOURCE_KEY_ID = "source_key_id";
    static final String DESTINATION_KEY_ID = "destination_key_id";
    static final String CONTEXT = "encryption_context";
    static final String SOURCE_CONTEXT = "source_encryption_context";
    static final String DESTINATION_CONTEXT = "destination_encryption_context";
    static final String POLICY = "policy";

    private static final String PENDING_WINDOW = "pending_window_in_days";
    private static final String CIPHERTEXT = "ciphertext_blob";
    private static final String BYPASS = "bypass_policy_lockout_safety_check";

    Optional<String> text(String name) {
        return find(name).map(String.class::cast);
    }

    /** A member that must be given, or a ValidationException. */
    String given(String name) {
        return text(name)
                .orElseThrow(() -> KeyErrors.missing(
                        field(name).map(FieldDescriptor::getJsonName).orElse(name)));
    }

    /** The request with another value in the place of a member's. */
    KmsRequest with(String name, String value) {
        return new KmsRequest(
                message.toBuilder().setField(field(name).orElseThrow(), value).build());
    }

    byte[] ciphertext() {
        return find(CIPHERTEXT)
                .map(bytes -> ((ByteString) bytes).toByteArray())
                .orElseThrow(() -> KeyErrors.missing("ciphertextBlob"));
    }

    EncryptionContext context(String name) {
        Map<String, String> pairs = new HashMap<>();
        field(name)
                .ifPresent(field -> ((List<?>) message.getField(field)).forEach(entry -> {
                    MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
                    pairs.put(pair.getKey().toString(), pair.getValue().toString());
                }));
        return EncryptionContext.of(pairs);
    }

    /** Whether the caller wants a policy even if it locks the caller itself out. */
    boolean bypassesLockoutCheck() {
        return find(BYPASS).filter(Boolean.TRUE::equals).isPresent();
    }

    /** What conditions may ask about it, but for what is encrypted. */
    KeyUse use() {
        Map<String, String> tags = new HashMap<>();
        field("tags")
                .ifPresent(field -> ((List<?>) message.getField(field)).forEach(element -> {
                    Tag tag = (Tag) element;
                    tags.put(tag.getTagKey(), tag.getTagValue());
                }));
        List<String> keys = field("tag_keys")
                .map(field -> ((List<?>) message.getField(field))
                        .stream().map(String::valueOf).toList())
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> List.copyOf(tags.keySet()));
        return KeyUse.direct(context(CONTEXT)).withTags(tags, keys).withMembers(members());
    }

    private Map<KnownConditionKey, String> members() {
        Map<KnownConditionKey, String> members = new EnumMap<>(KnownConditionKey.class);
        text(KEY_ID)
                .map(given -> given.substring(given.lastIndexOf(':') + 1))
                .filter(KeyReference::isAliasName)
                .ifPresent(alias -> members.put(KnownConditionKey.REQUEST_ALIAS, alias));
        if (field(BYPASS).isPresent()) {
            members.put(KnownConditionKey.BYPASS_LOCKOUT_CHECK, Boolean.toString(bypassesLockoutCheck()));
        }
        find(PENDING_WINDOW).ifPresent(days -> members.put(KnownConditionKey.PENDING_WINDOW, days.toString()));
        return members;
    }

    private Optional<Object> find(String name) {
        return field(name).filter(message::hasField).map(message::getField);
    }

    private Optional<FieldDescriptor> field(String name) {
        return Optional.ofNullable(message.getDescriptorForType().findFieldByName(name));
    }
}
