package dev.millrace.internal.shard;

import reactor.core.publisher.Mono;

/** What a caller knows of refusals: which of them no other owner would make better, and what they are called on its side. */
@FunctionalInterface
public interface FinalRefusals {
    /**
     * Judges a refusal.
     *
     * @return the error that the request ends with; empty when the shard's owner is to be asked again
     */
    Mono<RuntimeException> errorFor(RefusedException refused);
}
