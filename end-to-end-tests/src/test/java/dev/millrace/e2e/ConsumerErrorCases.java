package dev.millrace.e2e;

import static dev.millrace.e2e.ErrorCase.ARN;
import static dev.millrace.e2e.ErrorCase.CONSUMER;
import static dev.millrace.e2e.ErrorCase.NAMED;
import static dev.millrace.e2e.ErrorCase.STREAM;
import static dev.millrace.e2e.ErrorCase.UNDER;
import static dev.millrace.e2e.ErrorCase.inUse;
import static dev.millrace.e2e.ErrorCase.invalidArgument;
import static dev.millrace.e2e.ErrorCase.notFound;
import static dev.millrace.e2e.ErrorCase.validation;

import java.util.List;
import java.util.stream.Stream;

/** Errors of registered consumers and their subscriptions. */
final class ConsumerErrorCases {
    private ConsumerErrorCases() {}

    static Stream<ErrorCase> all() {
        return Stream.of(registration(), finding(), subscribing()).flatMap(List::stream);
    }

    private static List<ErrorCase> registration() {
        return List.of(
                inUse(
                        "RegisterStreamConsumer",
                        "'StreamARN':'" + ARN + "','ConsumerName':'reader'",
                        "Consumer reader of s" + UNDER + " already exists."),
                notFound(
                        "RegisterStreamConsumer",
                        "'StreamARN':'" + ARN + "-unknown','ConsumerName':'reader'",
                        "Stream conformance-unknown under account 000000000000 not found."),
                validation(
                        "RegisterStreamConsumer",
                        "'StreamARN':'" + ARN + "','ConsumerName':'not a name'",
                        "1 validation error detected: Value 'not a name' at 'consumerName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"),
                inUse(
                        "DeleteStream",
                        NAMED,
                        "DeleteStream can't delete 000000000000:" + STREAM
                                + " because there are consumers associated with"
                                + " this data stream. To delete " + STREAM + " anyway, set the EnforceConsumerDeletion"
                                + " parameter to true to force the deletion of all the consumers that are associated"
                                + " with it."));
    }

    private static List<ErrorCase> finding() {
        String identify = "Both streamARN and consumer name must be provided if consumerARN is not provied.";
        return List.of(
                notFound(
                        "DescribeStreamConsumer",
                        "'StreamARN':'" + ARN + "','ConsumerName':'nobody'",
                        "Consumer nobody of s" + UNDER + " not found."),
                notFound(
                        "DescribeStreamConsumer",
                        "'ConsumerARN':'" + CONSUMER + "'",
                        "Consumer reader of s" + UNDER + " not found."),
                invalidArgument("DescribeStreamConsumer", "'ConsumerName':'reader'", identify),
                invalidArgument(
                        "DescribeStreamConsumer",
                        "'ConsumerARN':'" + CONSUMER + "','ConsumerName':'other'",
                        "ConsumerARN, StreamARN and ConsumerName in the request do not name the same consumer."),
                notFound(
                        "DeregisterStreamConsumer",
                        "'StreamARN':'" + ARN + "','ConsumerName':'nobody'",
                        "Consumer nobody of s" + UNDER + " not found."),
                invalidArgument("DeregisterStreamConsumer", "'StreamARN':'" + ARN + "'", identify),
                invalidArgument("DeregisterStreamConsumer", "", identify),
                invalidArgument(
                        "ListStreamConsumers",
                        "'StreamARN':'" + ARN + "','NextToken':'AAAA','StreamCreationTimestamp':1700000000",
                        "NextToken and StreamCreationTimestamp cannot be provided together."),
                invalidArgument(
                        "ListStreamConsumers", "'StreamARN':'" + ARN + "','NextToken':'AAAA'", "Invalid NextToken."));
    }

    /** With the ARN of an earlier life of the consumer, or with what no subscription can begin with. */
    private static List<ErrorCase> subscribing() {
        String consumer = "'ConsumerARN':'" + CONSUMER + "',";
        String latest = ",'StartingPosition':{'Type':'LATEST'}";
        return List.of(
                notFound(
                        "SubscribeToShard",
                        consumer + "'ShardId':'shardId-000000000001'" + latest,
                        "Consumer reader of s" + UNDER + " not found."),
                notFound(
                        "SubscribeToShard",
                        consumer + "'ShardId':'shardId-000000000099'" + latest,
                        "Shard shardId-000000000099 in s" + UNDER + " does not exist"),
                notFound(
                        "SubscribeToShard",
                        consumer + "'ShardId':'some-shard'" + latest,
                        "Could not find shard some-shard in s" + UNDER + "."),
                invalidArgument(
                        "SubscribeToShard",
                        consumer
                                + "'ShardId':'shardId-000000000001','StartingPosition':{'Type':'AFTER_SEQUENCE_NUMBER'}",
                        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                                + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified"
                                + " AFTER_SEQUENCE_NUMBER and no StartingSequenceNumber."),
                validation(
                        "SubscribeToShard",
                        consumer + "'ShardId':'shardId-000000000001'",
                        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint:"
                                + " Member must not be null"));
    }
}
