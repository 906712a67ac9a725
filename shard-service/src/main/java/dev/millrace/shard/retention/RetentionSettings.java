package dev.millrace.shard.retention;

import java.time.Duration;

/**
 * When expired data is removed.
 *
 * @param interval how often each shard is looked at
 * @param grace how long past the horizon a bucket stays, for readers that are in the middle of it
 * @param removalGrace how long after a stream was removed its records stay
 */
public record RetentionSettings(Duration interval, Duration grace, Duration removalGrace) {}
