package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.stream.StartPosition;

/**
 * What a subscription begins with.
 *
 * @param shard its index in its stream
 * @param maxBytes of data and partition keys in one event; 0 for as many as whoever serves it likes to give
 * @param streamVersion whoever serves it goes by the stream as of this version or a later one
 */
public record ShardStart(int shard, StartPosition position, int maxBytes, long streamVersion) {
    /** The same from another position on. */
    public ShardStart at(StartPosition other) {
        return new ShardStart(shard, other, maxBytes, streamVersion);
    }

    /** The same with other events. */
    public ShardStart withEventsOf(int bytes) {
        return new ShardStart(shard, position, bytes, streamVersion);
    }

    /** Its message, which does not name the stream. */
    public SubscriptionStart.Builder toMessage() {
        SubscriptionStart.Builder message = SubscriptionStart.newBuilder()
                .setShard(shard)
                .setMaxBytes(maxBytes)
                .setStreamVersion(streamVersion);
        PositionMessages.write(position, message);
        return message;
    }

    /** As a message says it. */
    public static ShardStart of(SubscriptionStart message) {
        return new ShardStart(
                message.getShard(), PositionMessages.of(message), message.getMaxBytes(), message.getStreamVersion());
    }
}
