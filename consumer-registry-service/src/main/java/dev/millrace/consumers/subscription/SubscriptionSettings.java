package dev.millrace.consumers.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
 * @param memory for the events of all subscriptions until they are sent
 * @param verification how often an instance looks whether its subscriptions still have their places
 * @param deadline for calls to other instances
 */
@ConfigurationProperties("millrace.subscriptions")
public record SubscriptionSettings(
        Duration lifetime,
        Duration heartbeat,
        Duration protection,
        int callsPerSecond,
        int callBurst,
        DataSize bytesPerSecond,
        DataSize eventBytes,
        DataSize memory,
        Duration verification,
        Duration deadline) {}
