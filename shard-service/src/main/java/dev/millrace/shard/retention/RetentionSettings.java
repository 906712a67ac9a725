package dev.millrace.shard.retention;

import java.time.Duration;

/**
 * When expired data is removed.
 *
 * @param interval how often each shard is looked at
 * @param grace how long past the horizon a bucket stays, for readers that are in the middle of it
 * @param clockJump a wall clock that moves by more than this against the monotonic clock is not trusted
 * @param clockDistrust how long after such a jump nothing is removed
 */
public record RetentionSettings(Duration interval, Duration grace, Duration clockJump, Duration clockDistrust) {}
