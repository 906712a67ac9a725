package dev.millrace.protocol.error;

import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import java.time.Instant;

/** Errors of registered consumers and their subscriptions. */
public final class ConsumerErrors {
    private ConsumerErrors() {}

    /** Ours. */
    public static KinesisException notFound(String consumer, StreamName stream, String account) {
        return new KinesisException(ErrorType.RESOURCE_NOT_FOUND, named(consumer, stream, account) + " not found.");
    }

    /** Ours. */
    public static KinesisException alreadyExists(String consumer, StreamName stream, String account) {
        return inUse(named(consumer, stream, account) + " already exists.");
    }

    public static KinesisException notActive(String consumer, Instant created, StreamName stream, String account) {
        return inUse("Consumer " + consumer + " with creation timestamp " + created.getEpochSecond() + " under stream: "
                + stream + " , account " + account + " is not in ACTIVE status.");
    }

    /** A second subscription within the first seconds of another. */
    public static KinesisException subscriptionExists(
            String account, StreamName stream, ShardId shard, String consumer) {
        return inUse("Another active subscription exists for this consumer: " + account + ":" + stream + ":" + shard
                + ":" + consumer);
    }

    /** Ours. */
    public static KinesisException tooMany(StreamName stream, String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                StreamErrors.under(stream, account) + " already has the most consumers it can have: " + limit + ".");
    }

    /** Ours. */
    public static KinesisException tooManyCreating(StreamName stream, String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "Only " + limit + " consumers of " + ShardErrors.in(stream, account)
                        + " can be in state CREATING at a time.");
    }

    /** Neither the ARN nor both the stream and the name. The spelling is that of AWS. */
    public static KinesisException notIdentified() {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT,
                "Both streamARN and consumer name must be provided if consumerARN is not provied.");
    }

    /** Ours: the ARN is of another consumer than the stream or the name beside it. */
    public static KinesisException namesDisagree() {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT,
                "ConsumerARN, StreamARN and ConsumerName in the request do not name the same consumer.");
    }

    private static String named(String consumer, StreamName stream, String account) {
        return "Consumer " + consumer + " of " + ShardErrors.in(stream, account);
    }

    private static KinesisException inUse(String message) {
        return new KinesisException(ErrorType.RESOURCE_IN_USE, message);
    }
}
