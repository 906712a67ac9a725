package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventSource;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A name that is deleted and created again: nothing of its former life is taken for something of the new one. */
@Timeout(240)
@ExtendWith(SharedStack.class)
class StreamLivesIT {
    private static final String STREAM = "lives";
    private static final String SHARD = "shardId-000000000000";
    private static final String EVENTS = "/v1/streams/" + STREAM + "/consumers/page/events";

    /** What a client may still have when the stream is gone. */
    private record Kept(
            String sequenceNumber, String iterator, String shardsToken, String consumerArn, String eventId) {}

    private static Kept live(StackProcess stack, KinesisClient client) throws Exception {
        TestStreams.create(client, STREAM, 2);
        String consumerArn = TestConsumers.register(client, STREAM, "page");
        String number = put(client, "0");
        String iterator = client.getShardIterator(request ->
                        request.streamName(STREAM).shardId(SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        String token = client.listShards(request -> request.streamName(STREAM).maxResults(1))
                .nextToken();
        try (EventSource events = EventSource.open(stack.access(), EVENTS, "from=trim_horizon", "")) {
            events.next();
            return new Kept(number, iterator, token, consumerArn, events.lastEventId());
        }
    }

    /** Into the first shard. */
    private static String put(KinesisClient client, String afterNumber) {
        return client.putRecord(request -> request.streamName(STREAM)
                        .partitionKey("k")
                        .explicitHashKey("0")
                        .sequenceNumberForOrdering(afterNumber)
                        .data(SdkBytes.fromUtf8String("data")))
                .sequenceNumber();
    }

    @Test
    void nothingOfAFormerLifeIsTakenForSomethingOfTheNewOne(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            Kept former = live(stack, client);
            for (int life = 0; life < 3; life++) {
                TestStreams.delete(client, STREAM);
                Kept present = live(stack, client);
                assertRefused(stack, client, former);
                assertThat(new BigInteger(put(client, former.sequenceNumber)))
                        .isGreaterThan(new BigInteger(present.sequenceNumber));
                former = present;
            }
            TestStreams.delete(client, STREAM);
        }
    }

    private static void assertRefused(StackProcess stack, KinesisClient client, Kept former) {
        assertThatThrownBy(() -> client.getShardIterator(request -> request.streamName(STREAM)
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(former.sequenceNumber)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is invalid because it did not come from this stream.");
        assertThatThrownBy(() -> client.getRecords(request -> request.shardIterator(former.iterator)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.listShards(request -> request.nextToken(former.shardsToken)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.describeStreamConsumer(request -> request.consumerARN(former.consumerArn)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> EventSource.open(stack.access(), EVENTS, "", former.eventId))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("400 ")
                .hasMessageContaining(
                        "Last-Event-ID is the id of an event of another stream, or of a deleted one of this name.");
    }
}
