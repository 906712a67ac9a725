package dev.millrace.metadata.audit;

import java.time.Instant;

/**
 * A part of an account's log.
 *
 * @param management which of the account's two logs
 * @param from inclusive
 * @param until inclusive
 */
public record EventRange(String accountId, boolean management, Instant from, Instant until) {}
