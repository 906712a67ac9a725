package dev.millrace.gateway.caller.bearer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token says of its bearer, as texts. */
record Claims(Map<String, Object> byName) {
    /** By RFC 6749 and RFC 8693 several, with spaces between. */
    private static final Set<String> SPACED = Set.of("scope", "scp");

    /**
     * All values of a claim; none if the token does not have it.
     *
     * @param name may itself have dots in it, as names that are addresses do, or dots between the names of a claim within claims
     */
    List<String> values(String name) {
        return values(name, find(byName, name));
    }

    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        for (int dot = name.indexOf('.'); whole == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            whole = claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                    ? find(inner, name.substring(dot + 1))
                    : null;
        }
        return whole;
    }

    private static List<String> values(String name, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream()
                    .filter(Claims::isSimple)
                    .map(Object::toString)
                    .toList();
        }
        if (value instanceof String text && SPACED.contains(name)) {
            return Arrays.stream(text.split(" "))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
        return isSimple(value) ? List.of(String.valueOf(value)) : List.of();
    }

    private static boolean isSimple(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
