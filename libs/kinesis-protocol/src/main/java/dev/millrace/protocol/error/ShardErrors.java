package dev.millrace.protocol.error;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;

/** Errors about shards: finding, listing and resharding them. */
public final class ShardErrors {
    private ShardErrors() {}

    /** A reader names a shard that the stream does not have. */
    public static KinesisException doesNotExist(ShardId shard, StreamName stream, String account) {
        return new KinesisException(
                ErrorType.RESOURCE_NOT_FOUND, "Shard " + shard + " in " + in(stream, account) + " does not exist");
    }

    /** The text is not a shard id, or a reshard names a shard that the stream does not have. */
    public static KinesisException couldNotFind(String shard, StreamName stream, String account) {
        return new KinesisException(
                ErrorType.RESOURCE_NOT_FOUND, "Could not find shard " + shard + " in " + in(stream, account) + ".");
    }

    /** A shard has no permits left for the call or record. */
    public static KinesisException rateExceeded(ShardId shard, StreamName stream, String account) {
        return new KinesisException(
                ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED,
                "Rate exceeded for shard " + shard + " in " + in(stream, account) + ".");
    }

    /** ListShards with neither a stream nor a token. */
    public static KinesisException tokenOrStreamNeeded() {
        return invalid("Either NextToken or StreamName should be provided.");
    }

    /** A token together with another member that says where to start. */
    public static KinesisException tokenAnd(String member) {
        return invalid("NextToken and " + member + " cannot be provided together.");
    }

    /** A filter without the member its type needs. Ours. */
    public static KinesisException filterNeeds(String member, String filterType) {
        return invalid("ShardFilter of type " + filterType + " requires " + member + ".");
    }

    /** Splitting or merging a shard that is closed already. Ours. */
    public static KinesisException closed(ShardId shard, StreamName stream, String account) {
        return invalid("Shard " + shard + " in " + in(stream, account)
                + " has already been merged or split, and thus is not eligible for merging or splitting.");
    }

    public static KinesisException badSplitPoint(
            String newStart, ShardId shard, StreamName stream, String account, HashKeyRange range) {
        return invalid("NewStartingHashKey " + newStart + " used in SplitShard() on shard " + shard + " in "
                + in(stream, account) + " is not both greater than one plus the shard's StartingHashKey "
                + range.start()
                + " and less than the shard's EndingHashKey " + range.end() + ".");
    }

    public static KinesisException notAdjacent(ShardId first, ShardId second, StreamName stream, String account) {
        return invalid("Shards " + first + " and " + second + " in " + in(stream, account)
                + " are not an adjacent pair of shards eligible for merging");
    }

    public static KinesisException overDouble(int open, int target) {
        return limit(
                "UpdateShardCount cannot scale up over double your current open shard count." + counts(open, target));
    }

    /** Worded after the one above. */
    public static KinesisException underHalf(int open, int target) {
        return limit(
                "UpdateShardCount cannot scale down below half your current open shard count." + counts(open, target));
    }

    /** Ours. */
    public static KinesisException tooManyCountUpdates(StreamName stream, String account, int limit) {
        return limit("UpdateShardCount can be called at most " + limit + " times in 24 hours for " + in(stream, account)
                + ".");
    }

    private static String counts(int open, int target) {
        return " Current open shard count: " + open + " Target shard count: " + target;
    }

    static String in(StreamName stream, String account) {
        return "stream " + stream + " under account " + account;
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, message);
    }

    private static KinesisException limit(String message) {
        return new KinesisException(ErrorType.LIMIT_EXCEEDED, message);
    }
}
