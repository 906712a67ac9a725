package dev.millrace.gateway.rest.problem;

import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body or a parameter, without repeating any of its values. */
public final class UnreadableBody {
    private UnreadableBody() {}

    /** A sentence for the caller, from the failure of the reader of the body. */
    public static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return "The body has an unknown member " + unknown.getPropertyName() + "; known are "
                        + names(unknown.getKnownPropertyIds()) + ".";
            }
            if (cause instanceof StreamReadException malformed) {
                return "The body is not JSON" + place(malformed) + ".";
            }
            if (cause instanceof JacksonException mistyped) {
                String path = mistyped.getPath().stream()
                        .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
                        .collect(Collectors.joining("."));
                return path.isEmpty()
                        ? "The body is not what is expected here."
                        : "The member " + path + " does not have the type or form that is expected.";
            }
        }
        return "A part of the request does not have the type or form that is expected.";
    }

    private static String names(Collection<Object> known) {
        return known == null
                ? "none"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
