package dev.millrace.gateway.rest.sse;

import java.time.Instant;

/**
 * Where a consumer's events can be followed without any header.
 *
 * @param expiresAt until when following can begin; it may go on until the credentials of its maker end, or for twelve hours
 */
record EventUrl(String url, Instant expiresAt) {}
