package dev.millrace.internal.key;

import dev.millrace.internal.key.v1.Key;
import dev.millrace.internal.key.v1.KeyEntry;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.key.KeyErrorType;
import dev.millrace.key.KeyException;
import dev.millrace.key.KeyState;

/** Messages of the key catalogue as domain values. */
public final class KeyMessages {
    /** What the seal is for that data keys are under on their way between services. */
    public static final String TRANSPORT = "data-key";

    private KeyMessages() {}

    static KnownKey toDomain(KeyEntry entry) {
        Key key = entry.getKey();
        return new KnownKey(
                entry.getId(),
                entry.getAccountId(),
                key.getArn(),
                toDomain(key.getState()),
                key.getAwsManaged(),
                key.getPolicy(),
                key.getTagsMap(),
                entry.getVersion());
    }

    /** A state that this version does not know is one in which the key cannot be used. */
    private static KeyState toDomain(dev.millrace.internal.key.v1.KeyState state) {
        return switch (state) {
            case ENABLED -> KeyState.ENABLED;
            case PENDING_DELETION -> KeyState.PENDING_DELETION;
            case DISABLED, KEY_STATE_UNSPECIFIED, UNRECOGNIZED -> KeyState.DISABLED;
        };
    }

    /** A refusal of KMS as it was before it travelled; any other failure as it is. */
    public static Throwable toDomain(Throwable failure) {
        return DomainError.find(failure)
                .<Throwable>flatMap(error ->
                        KeyErrorType.ofWireName(error.type()).map(type -> new KeyException(type, error.message())))
                .orElse(failure);
    }
}
