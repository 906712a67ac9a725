package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a record's bytes stand in JSON. */
public enum DataForm {
    /** A string, whose UTF-8 they are. */
    TEXT,
    /** A JSON value, whose very text they are. */
    JSON,
    /** A string of base64. */
    BASE64;

    /** @throws KinesisException if there is no form of this name */
    public static DataForm named(String name) {
        return find(name).orElseThrow(() -> RequestErrors.invalid("as must be text, json or base64."));
    }

    /** The form that a request's query asks for, if it does. */
    static @Nullable DataForm ofQuery(@Nullable String as) {
        return as == null ? null : named(as);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<DataForm> find(String name) {
        for (DataForm form : values()) {
            if (form.wireName().equals(name)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
