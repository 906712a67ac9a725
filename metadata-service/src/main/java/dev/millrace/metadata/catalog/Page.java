package dev.millrace.metadata.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A part of a list that is in order of a key.
 *
 * @param marker to ask for what follows; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> marker) {
    /**
     * The part of a list that a caller wants.
     *
     * @param all in order of the key
     */
    public static <T> Page<T> of(List<T> all, Function<T, String> key, Request request) {
        List<T> rest = request.after()
                .map(last -> all.stream()
                        .dropWhile(item -> key.apply(item).compareTo(last) <= 0)
                        .toList())
                .orElse(all);
        if (rest.size() <= request.limit()) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> items = rest.subList(0, request.limit());
        return new Page<>(items, Optional.of(markerOf(key.apply(items.get(request.limit() - 1)))));
    }

    public boolean isTruncated() {
        return marker.isPresent();
    }

    private static String markerOf(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Which part of a list is wanted.
     *
     * @param after the key of the last item of the page before
     * @param limit how many items, at most
     */
    public record Request(Optional<String> after, int limit) {
        /** @param invalid what a caller is told whose marker is none of ours */
        public static Request of(Optional<String> marker, int limit, Supplier<? extends RuntimeException> invalid) {
            return new Request(marker.map(it -> keyOf(it, invalid)), limit);
        }

        private static String keyOf(String marker, Supplier<? extends RuntimeException> invalid) {
            try {
                return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notOurs) {
                throw invalid.get();
            }
        }
    }
}
