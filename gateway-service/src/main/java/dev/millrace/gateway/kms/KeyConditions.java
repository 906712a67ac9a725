package dev.millrace.gateway.kms;

import dev.millrace.policy.ContextKey;
import dev.millrace.policy.RequestContext;
import java.util.List;
import java.util.Map;

/**
 * What conditions may ask about a call that is done to a key.
 *
 * @param keyTags of the key
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">Condition keys of KMS</a>
 */
record KeyConditions(KeyUse use, Map<String, String> keyTags) implements RequestContext {
    @Override
    public List<String> values(ContextKey key) {
        return switch (key.known()) {
            case ENCRYPTION_CONTEXT -> key.among(use.context().pairs());
            case ENCRYPTION_CONTEXT_KEYS -> List.copyOf(use.context().pairs().keySet());
            case VIA_SERVICE -> use.viaService().map(List::of).orElse(List.of());
            case RESOURCE_TAG -> key.among(keyTags);
            case REQUEST_TAG -> key.among(use.requestTags());
            case TAG_KEYS -> use.tagKeys();
            case VIA_AWS_SERVICE -> List.of(Boolean.toString(use.viaService().isPresent()));
            case KEY_SPEC -> List.of("SYMMETRIC_DEFAULT");
            case KEY_USAGE -> List.of("ENCRYPT_DECRYPT");
            case KEY_ORIGIN -> List.of("AWS_KMS");
            case MULTI_REGION -> List.of("false");
            case BYPASS_LOCKOUT_CHECK, PENDING_WINDOW, REQUEST_ALIAS -> use.values(key.known());
            default -> List.of();
        };
    }
}
