package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordEntry;
import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamName;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The event stream on the wire, from what the consumer registry pushes. */
class SubscribeToShardTest {
    private static final long FIRST = RecordIndex.firstOf(1);
    private static final int LARGE_RECORD = 200_000;
    private static final Duration AWHILE = Duration.ofSeconds(60);
    private static final Pattern CONSUMER_ARN = Pattern.compile("\"ConsumerARN\":\"([^\"]+)\"");

    private static RunningGateway gateway;
    private static String consumerArn;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        gateway = new RunningGateway(directory);
        gateway.catalog.put(MemoryCatalog.stream("orders", 1));
        HttpResponse<String> registered = gateway.call(
                "RegisterStreamConsumer",
                "{\"StreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/orders\",\"ConsumerName\":\"reader\"}");
        Matcher arn = CONSUMER_ARN.matcher(registered.body());
        assertThat(arn.find()).as(registered.body()).isTrue();
        consumerArn = arn.group(1);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String request(String position) {
        return "{\"ConsumerARN\":\"" + consumerArn + "\",\"ShardId\":\"shardId-000000000000\","
                + "\"StartingPosition\":{\"Type\":\"" + position + "\"}}";
    }

    private static SubscriptionEvent event(long nextIndex) {
        return SubscriptionEvent.newBuilder().setNextIndex(nextIndex).build();
    }

    private static SubscriptionEvent record(long index, int dataBytes) {
        byte[] entry = new byte[RecordEntry.size(1, dataBytes)];
        RecordEntry.write(entry, 0, new byte[] {'k'}, new byte[dataBytes]);
        BlockBuilder block = new BlockBuilder();
        ByteBuffer entries = ByteBuffer.wrap(entry);
        block.add(entries, RecordEntry.payloadSizes(entries, 1), 0, 1);
        return SubscriptionEvent.newBuilder()
                .setNextIndex(index + 1)
                .addBlocks(BlockSlice.newBuilder()
                        .setBlock(ByteString.copyFrom(block.build()))
                        .setFirstIndex(index)
                        .setArrivalMillis(1_700_000_000_123L)
                        .setTake(1))
                .build();
    }

    @Test
    void beginsWithTheInitialResponseGoesOnWithEventsAndEndsWithoutAnError() {
        gateway.consumers.push(Flux.just(event(FIRST), record(FIRST, 5)));

        HttpResponse<String> answer = gateway.call("SubscribeToShard", request("LATEST"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.amazon.eventstream");
        assertThat(answer.body())
                .containsSubsequence(
                        "initial-response",
                        "SubscribeToShardEvent",
                        "ContinuationSequenceNumber",
                        "\"PartitionKey\":\"k\"")
                .doesNotContain(":exception-type");
    }

    @Test
    void whatFailsBeforeTheFirstEventIsAnOrdinaryError() {
        gateway.consumers.push(Flux.error(new DomainError("ResourceInUseException", "taken").toGrpc()));

        HttpResponse<String> answer = gateway.call("SubscribeToShard", request("LATEST"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"ResourceInUseException\",\"message\":\"taken\"}");
    }

    @Test
    void aTrialIsRefusedInsteadOfSubscribed() {
        gateway.consumers.push(Flux.just(event(FIRST)));
        String trial = request("LATEST").replace("}}", "},\"DryRun\":true}");

        HttpResponse<String> answer = gateway.call("SubscribeToShard", trial);
        HttpResponse<String> ofNobody = gateway.call("SubscribeToShard", trial.replace("/reader:", "/nobody:"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("DryRunOperationException");
        assertThat(ofNobody.body()).contains("ResourceNotFoundException");
    }

    @Test
    void whatFailsLaterIsAnExceptionInTheStream() {
        String text = ConsumerErrors.subscriptionExists(
                        "000000000000", new StreamName("orders"), new ShardId(0), "reader")
                .getMessage();
        gateway.consumers.push(Flux.just(event(FIRST))
                .concatWith(Flux.error(new DomainError("ResourceInUseException", text).toGrpc())));

        HttpResponse<String> answer = gateway.call("SubscribeToShard", request("LATEST"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence("initial-response", ":exception-type", "ResourceInUseException", text);
    }

    @Test
    void aClientThatDoesNotReadHoldsLittleAndTheSourceWaits() throws Exception {
        AtomicLong made = new AtomicLong();
        Sinks.Empty<Void> cancelled = Sinks.empty();
        gateway.consumers.push(Flux.range(0, 10_000)
                .map(i -> {
                    made.incrementAndGet();
                    return record(FIRST + i, LARGE_RECORD);
                })
                .doOnCancel(cancelled::tryEmitEmpty));
        byte[] body = request("TRIM_HORIZON").getBytes(StandardCharsets.UTF_8);

        try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
            socket.setReceiveBufferSize(64 * 1024);
            Map<String, String> headers = RunningGateway.headers(
                    "SubscribeToShard", "application/x-amz-json-1.1", body, "127.0.0.1:" + gateway.httpPort());
            StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");

            await().during(Duration.ofSeconds(2)).atMost(AWHILE).until(() -> made.get() < 60);

            assertThat(gateway.call("ListStreams", "{}").statusCode()).isEqualTo(200);
        }
        cancelled.asMono().block(AWHILE);
    }
}
