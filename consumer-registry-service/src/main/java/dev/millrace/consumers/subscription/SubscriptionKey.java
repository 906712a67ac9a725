package dev.millrace.consumers.subscription;

import java.util.UUID;

/** What there is one active subscription of: a consumer's life and a shard. */
public record SubscriptionKey(UUID consumer, int shard) {}
