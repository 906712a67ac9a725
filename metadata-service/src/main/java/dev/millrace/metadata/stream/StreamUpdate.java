package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.AccountUsage;

/**
 * A change that somebody asks for of an ACTIVE stream, as a rule without any I/O. It may be applied more than once, each
 * time to the stream as it then stands.
 */
@FunctionalInterface
public interface StreamUpdate {
    /**
     * The stream as it becomes. A change that takes its time leaves it in UPDATING, which ends by itself; the same entry
     * means that there is nothing to change.
     *
     * @param usage of the account before the change
     * @throws dev.millrace.protocol.error.KinesisException when the change is refused
     */
    CatalogEntry apply(CatalogEntry entry, AccountUsage usage);
}
