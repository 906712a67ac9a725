package dev.millrace.metadata.iam.operation;

import dev.millrace.identity.IdentityErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stretch of a list that is in order of a key.
 *
 * @param marker to ask for what follows; empty at the end
 */
record Page<T>(List<T> items, Optional<String> marker) {
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    /** How many items a caller wants, and from where on; both of the caller's making. */
    record Request(Optional<String> marker, Optional<Integer> maxItems) {}

    /** The stretch of a list that a caller wants. */
    static <T> Page<T> of(List<T> all, Function<T, String> key, Request request) {
        int limit = request.maxItems().orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw IdentityErrors.constraint("maxItems", "Member must have value between 1 and " + MOST);
        }
        Optional<String> after = request.marker().map(Page::open);
        List<T> rest = after.map(last -> all.stream()
                        .dropWhile(item -> key.apply(item).compareTo(last) <= 0)
                        .toList())
                .orElse(all);
        if (rest.size() <= limit) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, limit);
        return new Page<>(items, Optional.of(seal(key.apply(items.get(limit - 1)))));
    }

    boolean isTruncated() {
        return marker.isPresent();
    }

    private static String seal(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String open(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw IdentityErrors.validation("Invalid Marker.");
        }
    }
}
