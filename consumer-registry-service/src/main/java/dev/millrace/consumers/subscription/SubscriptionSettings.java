package dev.millrace.consumers.subscription;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How subscriptions behave.
 *
 * @param lifetime after which one ends, and the client makes another
 * @param heartbeat an event comes at least so often, with or without records
 * @param protection how long after its start one keeps its place against another
 * @param callsPerSecond for each consumer and shard
 * @param callBurst calls that may come at once
 * @param bytesPerSecond data and partition keys to each consumer from each shard
 * @param eventBytes data and partition keys of one event
 * @param verification how often an instance looks whether its subscriptions still have their places
 * @param deadline for calls to other instances
 */
public record SubscriptionSettings(
        Duration lifetime,
        Duration heartbeat,
        Duration protection,
        int callsPerSecond,
        int callBurst,
        DataSize bytesPerSecond,
        DataSize eventBytes,
        Duration verification,
        Duration deadline) {
    /** As AWS has it, where clients can see it. An event has a part of AWS's 5 s for its way to the client. */
    public static final SubscriptionSettings STANDARD = new SubscriptionSettings(
            Duration.ofMinutes(5),
            Duration.ofMillis(4500),
            Duration.ofSeconds(5),
            1,
            5,
            DataSize.ofMegabytes(2),
            DataSize.ofKilobytes(256),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));
}
