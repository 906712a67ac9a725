package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;

/** Errors about a stream as a whole. Texts marked "ours" are not documented by AWS. */
public final class StreamErrors {
    private StreamErrors() {}

    /** Also for a put or read while the stream is still being created. */
    public static KinesisException notFound(StreamName stream, String account) {
        return new KinesisException(ErrorType.RESOURCE_NOT_FOUND, under(stream, account) + " not found.");
    }

    public static KinesisException alreadyExists(StreamName stream, String account) {
        return new KinesisException(ErrorType.RESOURCE_IN_USE, under(stream, account) + " already exists.");
    }

    public static KinesisException notActive(StreamName stream, String account, StreamStatus status) {
        return new KinesisException(
                ErrorType.RESOURCE_IN_USE, under(stream, account) + " not ACTIVE, instead in state " + status);
    }

    /** Splitting, merging and setting a shard count are for provisioned streams. */
    public static KinesisException onDemand(StreamName stream, String account) {
        return RequestErrors.invalid("Request is invalid. " + under(stream, account) + " is in On-Demand mode.");
    }

    public static KinesisException hasConsumers(StreamName stream, String account) {
        return new KinesisException(
                ErrorType.RESOURCE_IN_USE,
                "DeleteStream can't delete " + account + ":" + stream
                        + " because there are consumers associated with this data stream. To delete " + stream
                        + " anyway, set the EnforceConsumerDeletion parameter to true to force the deletion of all the"
                        + " consumers that are associated with it.");
    }

    /** Ours. */
    public static KinesisException nameOrArnNeeded() {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT, "Either StreamName or StreamARN must be provided in the request.");
    }

    /** Ours: the request names one stream by name and another by ARN, or its iterator is of another stream. */
    public static KinesisException nameAndArnDisagree() {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT, "StreamName and StreamARN in the request do not name the same stream.");
    }

    /** Ours: the ARN is of another account or region, where this endpoint has no stream. */
    public static KinesisException arnNotServedHere(String arn) {
        return new KinesisException(ErrorType.RESOURCE_NOT_FOUND, "Stream " + arn + " not found.");
    }

    /** Ours: a resource's ARN that is neither a stream's nor a consumer's. */
    public static KinesisException resourceNotFound(String arn) {
        return new KinesisException(ErrorType.RESOURCE_NOT_FOUND, "Resource " + arn + " not found.");
    }

    /** Ours: a provisioned stream is created without a shard count. */
    public static KinesisException shardCountNeeded() {
        return RequestErrors.invalid("1 validation error detected: Value null at 'shardCount' failed to satisfy"
                + " constraint: Member must not be null");
    }

    /** Ours. */
    public static KinesisException tooManyCreating(String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "Only " + limit + " streams under account " + account + " can be in state CREATING at a time.");
    }

    /**
     * The account would have more shards than it may.
     *
     * @param additional how many shards the request would have added to those there are
     */
    public static KinesisException shardLimit(String account, String region, int current, int limit, int additional) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "This request would exceed the shard limit for the account " + account + " in " + region
                        + ". Current shard count for the account: " + current + ". Limit: " + limit
                        + ". Number of additional shards that would have resulted from this request: " + additional
                        + ". Refer to the AWS Service Limits page"
                        + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits"
                        + " and how to request higher limits.");
    }

    /** Ours. */
    public static KinesisException onDemandStreamLimit(String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "This request would exceed the limit of " + limit + " on-demand streams for the account " + account
                        + ".");
    }

    /** Too many calls for one stream. */
    public static KinesisException rateExceeded(StreamName stream, String account) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED, "Rate exceeded for stream " + stream + " under account " + account + ".");
    }

    /** Too many requests for one stream that are only tried. */
    public static KinesisException trialsExceeded(StreamName stream, String account) {
        return new KinesisException(
                ErrorType.THROTTLING, "Rate exceeded for stream " + stream + " under account " + account + ".");
    }

    /** Too many calls of the account. Ours. */
    public static KinesisException rateExceeded() {
        return new KinesisException(ErrorType.LIMIT_EXCEEDED, "Rate exceeded.");
    }

    static String under(StreamName stream, String account) {
        return "Stream " + stream + " under account " + account;
    }
}
