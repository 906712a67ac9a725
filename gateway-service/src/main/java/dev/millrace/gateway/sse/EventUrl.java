package dev.millrace.gateway.sse;

import java.time.Instant;

/**
 * Where a consumer's events can be followed without any header.
 *
 * @param expiresAt until when following can begin; it may go on for as long as it likes
 */
record EventUrl(String url, Instant expiresAt) {}
