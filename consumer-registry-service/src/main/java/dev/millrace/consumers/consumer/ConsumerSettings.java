package dev.millrace.consumers.consumer;

import java.time.Duration;

/**
 * How many consumers there may be.
 *
 * @param perStream the most of one stream
 * @param perCommittedStream the most of an on-demand stream while the account is committed to a minimum of throughput
 * @param creating the most of one stream that are in CREATING at a time
 * @param activation how long a new one stays in CREATING
 * @param tags the most tags of one consumer
 * @param removalGrace how long the consumers of a stream stay after it was removed
 */
public record ConsumerSettings(
        int perStream, int perCommittedStream, int creating, Duration activation, int tags, Duration removalGrace) {
    /** As AWS has it. */
    public static final ConsumerSettings STANDARD =
            new ConsumerSettings(20, 50, 5, Duration.ofMillis(500), 50, Duration.ofHours(1));
}
