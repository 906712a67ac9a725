package dev.millrace.metadata.catalog;

import java.util.Optional;

/**
 * What an operation comes to.
 *
 * @param change of at most one entry
 * @param answer what the caller is told
 * @param <C> a change of one entry
 */
public record Decision<C, R>(Optional<C> change, R answer) {
    public static <C, R> Decision<C, R> change(C change, R answer) {
        return new Decision<>(Optional.of(change), answer);
    }

    /** Nothing changes: it was a question, or all is as it should become. */
    public static <C, R> Decision<C, R> unchanged(R answer) {
        return new Decision<>(Optional.empty(), answer);
    }
}
