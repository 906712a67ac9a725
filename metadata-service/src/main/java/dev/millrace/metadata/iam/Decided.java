package dev.millrace.metadata.iam;

import dev.millrace.metadata.iam.model.Identity;
import java.util.Optional;

/**
 * What an operation comes to.
 *
 * @param change of at most one identity
 * @param answer what the caller is told
 */
public record Decided<R>(Optional<IdentityChange> change, R answer) {
    /** The identity becomes another, or comes into being. */
    public static <R> Decided<R> put(Identity identity, R answer) {
        return new Decided<>(Optional.of(new IdentityChange.Put(identity)), answer);
    }

    public static <R> Decided<R> remove(Identity identity, R answer) {
        return new Decided<>(Optional.of(new IdentityChange.Remove(identity.id())), answer);
    }

    /** Nothing changes: it was a question, or all is as it should become. */
    public static <R> Decided<R> unchanged(R answer) {
        return new Decided<>(Optional.empty(), answer);
    }
}
