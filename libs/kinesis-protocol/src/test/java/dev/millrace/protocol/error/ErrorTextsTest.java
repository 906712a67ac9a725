package dev.millrace.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts seen from AWS, letter by letter: tools and people match on them. */
class ErrorTextsTest {
    private static final StreamName S = new StreamName("orders");
    private static final String A = "123456789012";
    private static final ShardId SHARD = new ShardId(7);
    private static final Instant NOW = Instant.parse("2015-01-22T01:22:02Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final HashKey KEY = HashKey.parse("5").orElseThrow();

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(StreamErrors.alreadyExists(S, A), "Stream orders under account 123456789012 already exists."),
                arguments(
                        StreamErrors.notActive(S, A, StreamStatus.CREATING),
                        "Stream orders under account 123456789012 not ACTIVE, instead in state CREATING"),
                arguments(
                        StreamErrors.onDemand(S, A),
                        "Request is invalid. Stream orders under account 123456789012 is in On-Demand mode."),
                arguments(
                        StreamErrors.hasConsumers(S, A),
                        "DeleteStream can't delete 123456789012:orders because there are consumers associated with this"
                                + " data stream. To delete orders anyway, set the EnforceConsumerDeletion parameter to true to"
                                + " force the deletion of all the consumers that are associated with it."),
                arguments(
                        StreamErrors.shardLimit(A, "us-east-1", 24, 25, 2),
                        "This request would exceed the shard limit for the account 123456789012 in us-east-1. Current shard"
                                + " count for the account: 24. Limit: 25. Number of additional shards that would have resulted"
                                + " from this request: 2. Refer to the AWS Service Limits page"
                                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits"
                                + " and how to request higher limits."),
                arguments(
                        StreamErrors.rateExceeded(S, A), "Rate exceeded for stream orders under account 123456789012."),
                arguments(
                        RetentionErrors.tooShort(3, 24),
                        "Minimum allowed retention period is 24 hours. Requested retention period (3 hours) is too short."),
                arguments(
                        RetentionErrors.notAnIncrease(S, 24, 48),
                        "Requested retention period (24 hours) for stream orders can not be shorter than existing retention"
                                + " period (48 hours). Use DecreaseRetentionPeriod API."),
                arguments(
                        RetentionErrors.notADecrease(S, 72, 48),
                        "Requested retention period (72 hours) for stream orders can not be longer than existing retention"
                                + " period (48 hours). Use IncreaseRetentionPeriod API."),
                arguments(
                        ShardErrors.doesNotExist(SHARD, S, A),
                        "Shard shardId-000000000007 in stream orders under account 123456789012 does not exist"),
                arguments(
                        ShardErrors.couldNotFind("x", S, A),
                        "Could not find shard x in stream orders under account 123456789012."),
                arguments(
                        ShardErrors.rateExceeded(SHARD, S, A),
                        "Rate exceeded for shard shardId-000000000007 in stream orders under account 123456789012."),
                arguments(ShardErrors.tokenOrStreamNeeded(), "Either NextToken or StreamName should be provided."),
                arguments(ShardErrors.tokenAnd("StreamName"), "NextToken and StreamName cannot be provided together."),
                arguments(
                        ShardErrors.badSplitPoint(KEY.toString(), SHARD, S, A, new HashKeyRange(HashKey.MIN, KEY)),
                        "NewStartingHashKey 5 used in SplitShard() on shard shardId-000000000007 in stream orders under"
                                + " account 123456789012 is not both greater than one plus the shard's StartingHashKey 0 and"
                                + " less than the shard's EndingHashKey 5."),
                arguments(
                        ShardErrors.notAdjacent(SHARD, new ShardId(9), S, A),
                        "Shards shardId-000000000007 and shardId-000000000009 in stream orders under account 123456789012"
                                + " are not an adjacent pair of shards eligible for merging"),
                arguments(
                        ShardErrors.overDouble(2, 5),
                        "UpdateShardCount cannot scale up over double your current open shard count. Current open shard"
                                + " count: 2 Target shard count: 5"),
                arguments(
                        IteratorErrors.sequenceNumberMissing("AT_SEQUENCE_NUMBER"),
                        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                                + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified"
                                + " AT_SEQUENCE_NUMBER and no StartingSequenceNumber."),
                arguments(
                        IteratorErrors.sequenceNumberUnwanted("LATEST"),
                        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                                + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified LATEST and"
                                + " also a StartingSequenceNumber."),
                arguments(
                        IteratorErrors.timestampMissing(),
                        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no"
                                + " timestamp parameter."),
                arguments(
                        IteratorErrors.timestampInFuture(Instant.ofEpochMilli(2000), Instant.ofEpochMilli(1000)),
                        "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                                + " timestampInMillis: 2000, currentTimestampInMillis: 1000"),
                arguments(
                        IteratorErrors.sequenceNumberInvalid("1", SHARD, S, A),
                        "StartingSequenceNumber 1 used in GetShardIterator on shard shardId-000000000007 in stream orders"
                                + " under account 123456789012 is invalid."),
                arguments(
                        IteratorErrors.sequenceNumberOfOtherStream("1", SHARD, S, A),
                        "StartingSequenceNumber 1 used in GetShardIterator on shard shardId-000000000007 in stream orders"
                                + " under account 123456789012 is invalid because it did not come from this stream."),
                arguments(
                        IteratorErrors.sequenceNumberOfOtherShard(SHARD, new ShardId(8)),
                        "Invalid StartingSequenceNumber. It encodes shardId-000000000007, while it was used in a call to a"
                                + " shard with shardId-000000000008"),
                arguments(IteratorErrors.invalidIterator(), "Invalid ShardIterator."),
                arguments(
                        IteratorErrors.expiredIterator(NOW, NOW.plusSeconds(301), FIVE_MINUTES),
                        "Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2015 while right now it"
                                + " is Thu Jan 22 01:27:03 UTC 2015 which is further in the future than the tolerated delay of"
                                + " 300000 milliseconds."),
                arguments(
                        RecordErrors.explicitHashKeyOutOfRange("340282366920938463463374607431768211456"),
                        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was"
                                + " 340282366920938463463374607431768211456"),
                arguments(
                        RecordErrors.sequenceNumberForOrderingInvalid("1", S, A),
                        "ExclusiveMinimumSequenceNumber 1 used in PutRecord on stream orders under account 123456789012 is"
                                + " invalid."),
                arguments(
                        ConsumerErrors.notActive("c", Instant.ofEpochSecond(1_700_000_000), S, A),
                        "Consumer c with creation timestamp 1700000000 under stream: orders , account 123456789012 is not in"
                                + " ACTIVE status."),
                arguments(
                        ConsumerErrors.subscriptionExists(A, S, SHARD, "c"),
                        "Another active subscription exists for this consumer:"
                                + " 123456789012:orders:shardId-000000000007:c"),
                arguments(
                        SignatureErrors.incompleteHeader(
                                List.of("Credential", "Signature"), true, "AWS4-HMAC-SHA256 x"),
                        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                                + " parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                                + " header. Authorization=AWS4-HMAC-SHA256 x"),
                arguments(
                        SignatureErrors.incompleteQuery(List.of("X-Amz-Date")),
                        "AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters."),
                arguments(
                        SignatureErrors.notYetCurrent(NOW.plusSeconds(600), NOW, FIVE_MINUTES),
                        "Signature not yet current: 20150122T013202Z is still later than 20150122T012702Z"
                                + " (20150122T012202Z + 5 min.)"),
                arguments(
                        SignatureErrors.expired(NOW.minusSeconds(600), NOW, FIVE_MINUTES),
                        "Signature expired: 20150122T011202Z is now earlier than 20150122T011702Z"
                                + " (20150122T012202Z - 5 min.)"),
                arguments(
                        SignatureErrors.wrongService("kinesis"),
                        "Credential should be scoped to correct service: 'kinesis'."),
                arguments(
                        EncryptionErrors.writerNotAllowed("arn:u", "arn:k"),
                        "User: arn:u is not authorized to perform: kms:GenerateDataKey on resource: arn:k"),
                arguments(
                        EncryptionErrors.readerNotAllowed("arn:u", S),
                        "User arn:u is not authorized to decrypt records in stream orders"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isWordedAsAwsWordsIt(KinesisException error, String text) {
        assertThat(error).hasMessage(text);
    }
}
