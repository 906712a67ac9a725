package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.RawHttp.Answer;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Input that is wrong on purpose: it gets AWS's own error or a closed connection. After each of these the service works as
 * before, and its log says nothing that it should not.
 */
@ExtendWith(SharedStack.class)
class HostileInputIT {
    private static final String STREAM = "besieged";
    private static final String MARKED_KEY = "partition-key-that-no-log-may-have";
    private static final String MARKED_DATA = "cGF5bG9hZCB0aGF0IG5vIGxvZyBtYXkgaGF2ZQ==";

    private RawHttp http;
    private StackProcess stack;
    private int logBefore;

    @BeforeEach
    void begin(StackProcess shared) {
        stack = shared;
        http = new RawHttp(shared.access());
        logBefore = shared.process().log().length();
    }

    @AfterEach
    void theServiceIsUnharmedAndItsLogIsClean() {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 1);
            String number = client.putRecord(request -> request.streamName(STREAM)
                            .partitionKey(MARKED_KEY)
                            .data(SdkBytes.fromUtf8String("still here")))
                    .sequenceNumber();
            assertThat(ShardReads.readShard(client, STREAM, "shardId-000000000000"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.sequenceNumber()).isEqualTo(number));
            TestStreams.delete(client, STREAM);
        }
        String said = stack.process().log().substring(logBefore);
        assertThat(said)
                .doesNotContain(MARKED_KEY)
                .doesNotContain(MARKED_DATA)
                .doesNotContain(stack.access().secretAccessKey())
                .doesNotContain("\tat ")
                .doesNotContain("still here");
    }

    @Test
    void aWrongSignatureIsRefused() {
        byte[] body = put(MARKED_DATA);
        Answer answer = http.send(
                http.signer(stack.access().accessKeyId(), "another secret")
                        .sign("POST", "/", "", http.headers("PutRecord"), body, Instant.now()),
                body);
        refused(answer, "InvalidSignatureException", "The request signature we calculated does not match");
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        Map<String, String> signed = http.signed("PutRecord", put(MARKED_DATA), Instant.now());
        refused(http.send(signed, put("eA==")), "InvalidSignatureException", "does not match");
    }

    @Test
    void ofARequestThatBreaksOffNothingIsLogged() {
        String head = "GET /v1/streams/%s/records?partitionKey=%s HTTP/1.1\r\nHost: millrace\r\n"
                .formatted(STREAM, MARKED_KEY);
        http.exchange(head.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anUnknownKeyIsRefused() {
        byte[] body = put(MARKED_DATA);
        Answer answer = http.send(
                http.signer("AKIDNOBODY", stack.access().secretAccessKey())
                        .sign("POST", "/", "", http.headers("PutRecord"), body, Instant.now()),
                body);
        refused(answer, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    @Test
    void anUnsignedRequestIsRefused() {
        refused(
                http.send(http.headers("PutRecord"), put(MARKED_DATA)),
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    @Test
    void anExpiredAndAFutureSignatureAreRefused() {
        byte[] body = put(MARKED_DATA);
        Instant now = Instant.now();
        refused(
                http.send(http.signed("PutRecord", body, now.minus(Duration.ofMinutes(6))), body),
                "InvalidSignatureException",
                "Signature expired: ");
        refused(
                http.send(http.signed("PutRecord", body, now.plus(Duration.ofMinutes(6))), body),
                "InvalidSignatureException",
                "Signature not yet current: ");
    }

    @Test
    void aBrokenBodyIsRefused() {
        byte[] body = ("{\"StreamName\":\"" + STREAM + "\",\"PartitionKey\":\"" + MARKED_KEY + "\",\"Data\":")
                .getBytes(StandardCharsets.UTF_8);
        refused(http.send(http.signed("PutRecord", body, Instant.now()), body), "SerializationException", "");
    }

    @Test
    void deeplyNestedBodiesAreRefused() {
        byte[] body = ("{\"Records\":" + "[".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
        refused(http.send(http.signed("PutRecords", body, Instant.now()), body), "SerializationException", "");
    }

    @Test
    void aBodyOf20MegabytesIsRefused() {
        byte[] body = put("A".repeat(20_000_000));
        Answer answer = http.send(http.signed("PutRecord", body, Instant.now()), body);
        assertThat(answer.status()).isIn(413, 0);
    }

    @Test
    void aLengthThatIsNeverSentCostsNothing() throws IOException {
        Map<String, String> headers = http.signed("PutRecord", new byte[0], Instant.now());
        try (Socket socket = http.open()) {
            socket.getOutputStream()
                    .write(new String(RawHttp.bytes(headers, new byte[0]), StandardCharsets.ISO_8859_1)
                            .replace("Content-Length: 0", "Content-Length: 2147483647")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Answer.parse(RawHttp.readToEnd(socket)).status()).isIn(413, 0);
        }
    }

    @Test
    void aHeadThatComesDropByDropIsCutOff() throws IOException {
        byte[] head = "POST / HTTP/1.1\r\nHost: slow\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = http.open()) {
            Instant began = Instant.now();
            socket.getOutputStream().write(head);
            String said = RawHttp.readToEnd(socket);
            // After ten seconds, where a connection may rest for sixty.
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(45));
            assertThat(Answer.parse(said).status()).isIn(0, 400, 408);
        }
    }

    @Test
    void aStreamNameOfAMillionCharactersIsRefused() {
        byte[] body = ("{\"StreamName\":\"" + "n".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        Answer answer = http.send(http.signed("DescribeStream", body, Instant.now()), body);
        refused(answer, "ValidationException", "Member must have length less than or equal to 128");
    }

    @Test
    void garbageOnTheSocketIsCutOff() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[random.nextInt(1, 5000)];
            random.nextBytes(garbage);
            assertThat(http.exchange(garbage).status()).isIn(0, 400, 403, 413, 414, 431, 501, 505);
        }
    }

    @Test
    void anUnknownOperationIsRefused() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        refused(http.send(http.signed("DropEverything", body, Instant.now()), body), "UnknownOperationException", "");
    }

    private static byte[] put(String base64) {
        return ("{\"StreamName\":\"" + STREAM + "\",\"PartitionKey\":\"" + MARKED_KEY + "\",\"Data\":\"" + base64
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(Answer answer, String type, String text) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains(type).contains(text).doesNotContain(MARKED_DATA);
    }
}
