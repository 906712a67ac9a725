package dev.millrace.gateway.kms;

import dev.millrace.key.EncryptionContext;
import dev.millrace.policy.KnownConditionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What conditions may ask about the use of a key.
 *
 * @param viaService through which the caller uses it, as {@code kinesis.us-east-1.amazonaws.com}
 * @param requestTags that the request would set
 * @param tagKeys of those, and of what it would remove
 * @param members of the request that have condition keys of their own
 */
public record KeyUse(
        EncryptionContext context,
        Optional<String> viaService,
        Map<String, String> requestTags,
        List<String> tagKeys,
        Map<KnownConditionKey, String> members) {
    /** A use of no particulars, by the caller itself. */
    static final KeyUse PLAIN = direct(EncryptionContext.NONE);

    /** By the caller itself. */
    static KeyUse direct(EncryptionContext context) {
        return new KeyUse(context, Optional.empty(), Map.of(), List.of(), Map.of());
    }

    /** By Kinesis, on behalf of a caller that writes to or reads from a stream. */
    public static KeyUse viaKinesis(String region, EncryptionContext context) {
        return new KeyUse(context, Optional.of("kinesis." + region + ".amazonaws.com"), Map.of(), List.of(), Map.of());
    }

    KeyUse withTags(Map<String, String> tags, List<String> keys) {
        return new KeyUse(context, viaService, tags, keys, members);
    }

    KeyUse withMembers(Map<KnownConditionKey, String> values) {
        return new KeyUse(context, viaService, requestTags, tagKeys, values);
    }

    List<String> values(KnownConditionKey member) {
        String value = members.get(member);
        return value == null ? List.of() : List.of(value);
    }
}
