package dev.millrace.consumers.subscription;

import java.time.Instant;
import java.util.UUID;

/**
 * Who has a place.
 *
 * @param id of the subscription
 * @param address of the instance that serves it
 */
public record SubscriptionClaim(SubscriptionKey place, UUID id, String address, Instant startedAt) {}
