package dev.millrace.protocol.message;

import org.jspecify.annotations.Nullable;

/** Reads members that the model requires. */
final class Required {
    private Required() {}

    /** The value of a required member of a request that passed validation. */
    static <T> T checked(@Nullable T value) {
        if (value == null) {
            throw new MissingMemberException();
        }
        return value;
    }
}
