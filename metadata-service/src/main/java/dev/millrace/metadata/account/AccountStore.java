package dev.millrace.metadata.account;

import reactor.core.publisher.Mono;

/** The account's settings as they are stored. Every call ends within the storage's request timeout. */
public interface AccountStore {
    /** The settings, with every change that was answered. */
    Mono<Stored> read();

    /**
     * Replaces the settings, if they are still those that were read.
     *
     * @return whether it was done; an error leaves that open
     */
    Mono<Boolean> replace(Stored read, ThroughputCommitment next);

    /** @param version rises with each change; 0: there was none */
    record Stored(long version, ThroughputCommitment commitment) {}
}
