package dev.millrace.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordEntry;
import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.signing.RequestSigner;
import dev.millrace.stream.RecordIndex;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;

/** Readers of server-sent events that do not read, or not now: what is held for them, for how long, and at whose expense. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadEventsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int RECORD = 2 * MEGABYTE;
    private static final int READERS = 12;
    private static final int SHARE = 16 * MEGABYTE;
    private static final String FOLLOW = "/v1/streams/orders/consumers/page/events";
    private static final ByteString BLOCK = block();
    private static final long FIRST = RecordIndex.firstOf(1);

    @TempDir
    private static Path files;

    private static RunningGateway gateway;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger followers = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                files,
                "millrace.gateway.testing.header-timeout=5s",
                "millrace.gateway.max-response-bytes-in-flight=32MB");
        gateway.catalog.put(MemoryCatalog.stream("orders", 1));
        gateway.call(
                "RegisterStreamConsumer",
                "{\"StreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/orders\",\"ConsumerName\":\"page\"}");
        gateway.directory.put(Identity.newBuilder()
                .setId("AIDASLOW")
                .setAccountId("000000000000")
                .setName("slow")
                .setPath("/")
                .setVersion(1)
                .setUser(UserIdentity.newBuilder()
                        .setPermissions(Permissions.newBuilder().putInline("own", """
                                {"Version": "2012-10-17",
                                 "Statement": [{"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"}]}"""))
                        .addKeys(gateway.directory.key("AKIASLOW", "secret of slow")))
                .build());
        gateway.awaitKnown("AIDASLOW");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await().until(() -> followers.get() == 0 && used() == 0);
    }

    @Test
    void whoDoesNotReadHoldsNoMoreThanAShareAndIsCutOffAndOthersAreNotSlowed() throws IOException {
        push(Flux.range(0, 1_000).map(UnreadEventsTest::record));
        for (int i = 0; i < READERS; i++) {
            follow("127.0.0.5", "AKIASLOW", "secret of slow");
        }
        await().until(() -> followers.get() == READERS && used() > SHARE / 2);
        assertThat(used()).isLessThan(1.1 * SHARE);

        Socket reading = follow("127.0.0.6", RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY);
        assertThat(read(reading, 20 * RECORD)).isEqualTo(20 * RECORD);
        assertThat(used()).isLessThanOrEqualTo(2 * SHARE);
        reading.close();

        // Each is cut off when it stands still, or ends when those before it have kept the room for too long.
        await().atMost(Duration.ofMinutes(2)).until(() -> followers.get() == 0);
    }

    @Test
    void whoFindsNoRoomWaitsAndGetsItsEvents() throws IOException {
        push(Flux.just(record(0)).concatWith(Flux.never()));
        for (int i = 0; i < READERS; i++) {
            follow("127.0.0.5", "AKIASLOW", "secret of slow");
        }
        await().until(() -> followers.get() == READERS && used() > SHARE / 2);

        assertThat(sockets.parallelStream().map(socket -> read(socket, RECORD)))
                .hasSize(READERS)
                .containsOnly(RECORD);
        assertThat(followers).hasValue(READERS);
    }

    @Test
    void whatWasTakenIsNotCountedUntilTheNextEventComes() throws IOException {
        push(Flux.just(record(0)).concatWith(Flux.never()));
        Socket quiet = follow("127.0.0.6", RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY);
        assertThat(read(quiet, RECORD)).isEqualTo(RECORD);
        InputStream rest = quiet.getInputStream();
        rest.skipNBytes(rest.available());

        await().until(() -> used() == 0);
        assertThat(followers).hasValue(1);
    }

    @Test
    void eventsThatEndEarlyAreNoErrorOfTheServer(CapturedOutput output) throws IOException {
        push(Flux.just(record(0)).concatWith(Flux.error(Status.UNAVAILABLE.asRuntimeException())));
        Socket cutOff = follow("127.0.0.6", RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY);
        InputStream in = cutOff.getInputStream();

        assertThat(in.readAllBytes()).hasSizeGreaterThan(RECORD);
        await().until(() -> followers.get() == 0 && used() == 0);
        assertThat(output).contains("A call to the consumer registry failed").doesNotContain("ERROR");
    }

    private void push(Flux<FollowEvent> records) {
        gateway.consumers.follow(
                records.startWith(FollowEvent.newBuilder().addBegun(0).build())
                        .doOnSubscribe(subscription -> followers.incrementAndGet())
                        .doFinally(signal -> followers.decrementAndGet()));
    }

    private static double used() {
        return gateway.gauge("millrace.gateway.budget.used", "budget", "answers");
    }

    /** Of one record, random enough not to be packed by anybody. */
    private static ByteString block() {
        byte[] data = new byte[RECORD];
        new Random(1).nextBytes(data);
        byte[] entry = new byte[RecordEntry.size(1, RECORD)];
        RecordEntry.write(entry, 0, new byte[] {'k'}, data);
        BlockBuilder block = new BlockBuilder();
        ByteBuffer entries = ByteBuffer.wrap(entry);
        block.add(entries, RecordEntry.payloadSizes(entries, 1), 0, 1);
        return ByteString.copyFrom(block.build());
    }

    private static FollowEvent record(int number) {
        SubscriptionEvent event = SubscriptionEvent.newBuilder()
                .setNextIndex(FIRST + number + 1)
                .addBlocks(BlockSlice.newBuilder()
                        .setBlock(BLOCK)
                        .setFirstIndex(FIRST + number)
                        .setArrivalMillis(1_700_000_000_123L)
                        .setTake(1))
                .build();
        return FollowEvent.newBuilder().setShard(0).setEvent(event).build();
    }

    private static int read(Socket socket, int bytes) {
        try {
            return socket.getInputStream().readNBytes(bytes).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket follow(String from, String accessKeyId, String secret) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(32 * 1024);
        socket.setSoTimeout(60_000);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.httpPort()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        StringBuilder head = new StringBuilder("GET " + FOLLOW + " HTTP/1.1\r\n");
        new RequestSigner(accessKeyId, secret, RunningGateway.REGION, "kinesis")
                .sign("GET", FOLLOW, "", headers, new byte[0], Instant.now())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Accept: */*\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
