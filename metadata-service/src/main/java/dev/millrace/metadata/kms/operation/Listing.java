package dev.millrace.metadata.kms.operation;

import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.key.KeyErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stretch of a list that is in order of a name.
 *
 * @param marker to ask for what follows; empty at the end
 */
record Listing<T>(List<T> items, Optional<String> marker) {
    /** The stretch of a list that a caller wants. */
    static <T> Listing<T> of(List<T> all, Function<T, String> name, ListRequest wish, int usual, int most) {
        int limit = wish.hasLimit() ? wish.getLimit() : usual;
        if (limit < 1 || limit > most) {
            throw KeyErrors.constraint("limit", "Member must have value between 1 and " + most);
        }
        List<T> rest = all;
        if (wish.hasMarker()) {
            String last = open(wish.getMarker());
            rest = all.stream()
                    .dropWhile(item -> name.apply(item).compareTo(last) <= 0)
                    .toList();
        }
        if (rest.size() <= limit) {
            return new Listing<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, limit);
        return new Listing<>(items, Optional.of(seal(name.apply(items.get(limit - 1)))));
    }

    boolean isTruncated() {
        return marker.isPresent();
    }

    private static String seal(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String open(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw KeyErrors.invalidMarker();
        }
    }
}
