package dev.millrace.e2e.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.PromisedTime;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventSource;
import dev.millrace.e2e.workload.EventSource.Event;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.Subscriber;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kms.KmsClient;

/** Streams whose records lie encrypted in Cassandra: by default, by a key of one's own, and when that key can no longer be used. */
@Timeout(900)
class EncryptionIT {
    private static final String SHARD = "shardId-000000000000";
    /** In which a change of a key or of a policy is in force. Were nobody told of the change, it would take a minute. */
    private static final Duration SOON = PromisedTime.of(Duration.ofSeconds(5));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static StackProcess stack;
    private static Access access;
    private static KinesisClient client;
    private static KinesisAsyncClient pushed;
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        stack = StackProcess.start(
                "encryption", Map.of("MILLRACE_LIMITS", "off", "MILLRACE_ENCRYPTION_DEFAULT", "alias/aws/kinesis"));
        access = stack.access();
        client = Clients.withoutRetries(access, 10);
        pushed = Clients.h2c(access);
        kms = Clients.kms(access);
    }

    @AfterAll
    static void stop() {
        client.close();
        pushed.close();
        kms.close();
        stack.close();
    }

    private static PutRecordResponse put(String stream, String data) {
        return put(stream, "key", data);
    }

    private static PutRecordResponse put(String stream, String key, String data) {
        return client.putRecord(
                request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    private static List<Record> read(KinesisClient by, String stream) {
        List<Record> records = new ArrayList<>();
        GetRecordsResponse answer = readFirst(by, stream);
        records.addAll(answer.records());
        while (answer.millisBehindLatest() > 0) {
            String next = answer.nextShardIterator();
            answer = by.getRecords(request -> request.shardIterator(next));
            records.addAll(answer.records());
        }
        return records;
    }

    private static GetRecordsResponse readFirst(KinesisClient by, String stream) {
        String iterator = by.getShardIterator(request ->
                        request.streamName(stream).shardId(SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return by.getRecords(request -> request.shardIterator(iterator));
    }

    private static List<String> readTexts(String stream) {
        return read(client, stream).stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    private static void encrypt(String stream, String key) {
        client.startStreamEncryption(request ->
                request.streamName(stream).encryptionType(EncryptionType.KMS).keyId(key));
        TestStreams.awaitActive(client, stream);
    }

    private static void stopEncryption(String stream, String key) {
        client.stopStreamEncryption(request ->
                request.streamName(stream).encryptionType(EncryptionType.KMS).keyId(key));
        TestStreams.awaitActive(client, stream);
    }

    /** A text that is nowhere else, and that no compression takes apart. */
    private static String marked(String what, List<String> all) {
        String text = what + UUID.randomUUID().toString().replace("-", "");
        all.add(text);
        return text;
    }

    @Test
    void nothingOfRecordsIsInATableOnDiskOrInALogInPlainAndTheyAreReadableAfterARestart() throws Exception {
        TestStreams.create(client, "vault", 1);
        List<String> secret = new ArrayList<>();
        List<String> datas = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            datas.add(marked("data", secret));
            assertThat(put("vault", marked("key", secret), datas.get(i)).encryptionType())
                    .isEqualTo(EncryptionType.KMS);
        }
        datas.add(marked("data", secret));
        String together = marked("key", secret);
        PutRecordsResponse many = client.putRecords(request -> request.streamName("vault")
                .records(entry -> entry.partitionKey(together).data(SdkBytes.fromUtf8String(datas.get(3)))));
        assertThat(many.encryptionType()).isEqualTo(EncryptionType.KMS);
        datas.add(marked("data", secret));
        putByRest("vault", "{\"partitionKey\": \"" + marked("key", secret) + "\", \"data\": \"" + datas.get(4) + "\"}");
        QueryCalls iam = new QueryCalls(access, access.credentials().resolveCredentials());
        iam.done("CreateUser", "UserName", "vaulted");
        secret.add(iam.done("CreateAccessKey", "UserName", "vaulted").element("SecretAccessKey"));
        secret.add(access.secretAccessKey());
        List<String> open = new ArrayList<>();
        encryptNothing("glass");
        put("glass", marked("key", open), marked("data", open));

        try (StoredTables tables = StoredTables.open(stack.data())) {
            assertThat(tables.findIn(open)).as("the search finds what is there").isNotEmpty();
            assertThat(tables.findIn(secret)).isEmpty();
            putAndSwap(tables);
        }
        stack.close();
        Path everything = Objects.requireNonNull(stack.data().getParent());
        assertThat(DiskSearch.findIn(everything, open))
                .as("the search finds what is there")
                .isNotEmpty();
        assertThat(DiskSearch.findIn(everything, secret)).isEmpty();

        stack.restart(Map.of());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(readTexts("vault")).containsExactlyElementsOf(datas));
        assertThat(read(client, "vault"))
                .allSatisfy(record -> assertThat(record.encryptionType()).isEqualTo(EncryptionType.KMS));
        assertThat(readTexts("glass")).hasSize(1);
        assertThat(readFirst(client, "swapped").records())
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("first");
        assertThatThrownBy(() -> readTexts("swapped"))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalFailureException"));
        assertThat(Files.readString(everything.resolve("stack.log")))
                .contains("A stored block is damaged or does not open");
    }

    private static void putAndSwap(StoredTables tables) {
        Set<UUID> before = tables.streams();
        TestStreams.create(client, "swapped", 1);
        List.of("first", "second", "third").forEach(data -> put("swapped", data));
        Set<UUID> streams = new HashSet<>(tables.streams());
        streams.removeAll(before);
        assertThat(streams).hasSize(1).allSatisfy(tables::swapBlocks);
    }

    private static void encryptNothing(String stream) {
        TestStreams.create(client, stream, 1);
        stopEncryption(stream, "alias/aws/kinesis");
    }

    private static void putByRest(String stream, String record) throws IOException, InterruptedException {
        String path = "/v1/streams/" + stream + "/records";
        byte[] body = record.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.endpoint() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        new RequestSigner(
                        access.accessKeyId(),
                        access.secretAccessKey(),
                        access.region().id(),
                        "kinesis")
                .sign("POST", path, "", Map.of("Host", access.endpoint().getAuthority()), body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void aStreamHoldsPlainAndEncryptedRecordsAndEachTellsWhatItIs() {
        encryptNothing("mixed");
        put("mixed", "plain");
        encrypt("mixed", "alias/aws/kinesis");
        put("mixed", "secret");
        stopEncryption("mixed", "alias/aws/kinesis");
        put("mixed", "plain again");
        assertThat(read(client, "mixed"))
                .extracting(record -> record.data().asUtf8String(), Record::encryptionTypeAsString)
                .containsExactly(tuple("plain", null), tuple("secret", "KMS"), tuple("plain again", null));
    }

    @Test
    void aKeyThatIsNotThereIsRefusedWhenItIsAskedFor() {
        TestStreams.create(client, "keyless", 1);
        assertThatThrownBy(() -> encrypt("keyless", "alias/nobody")).isInstanceOf(KmsNotFoundException.class);
        assertThatThrownBy(() -> encrypt("keyless", UUID.randomUUID().toString()))
                .isInstanceOf(KmsNotFoundException.class);
    }

    @Test
    void aDisabledKeyStopsEverythingSoonAndEnabledAgainNothingIsLost() throws Exception {
        String key = kms.createKey().keyMetadata().keyId();
        TestStreams.create(client, "locked", 1);
        encrypt("locked", key);
        put("locked", "before");
        String subscriber = TestConsumers.register(client, "locked", "subscriber");
        TestConsumers.register(client, "locked", "page");
        Subscriber subscription =
                Subscriber.to(pushed, subscriber, SHARD, fromTheBeginning()).awaitStart();
        try (EventSource events =
                EventSource.open(access, "/v1/streams/locked/consumers/page/events", "as=text&from=trim_horizon", "")) {
            assertThat(events.next().data()).contains("\"before\"").contains("\"encrypted\":true");

            kms.disableKey(request -> request.keyId(key));
            within(
                    SOON,
                    () -> assertThatThrownBy(() -> put("locked", "refused")).isInstanceOf(KmsDisabledException.class));
            within(SOON, () -> assertThatThrownBy(() -> readTexts("locked")).isInstanceOf(KmsDisabledException.class));
            assertThat(catchThrowable(() -> subscription.awaitEnd(SOON)))
                    .hasRootCauseInstanceOf(KmsDisabledException.class);
            Event last = events.next();
            assertThat(last.type()).isEqualTo("refused");
            assertThat(last.data()).contains("KMSDisabledException");
        }

        kms.enableKey(request -> request.keyId(key));
        within(SOON, () -> put("locked", "after"));
        assertThat(readTexts("locked")).contains("before", "after");
        Subscriber again = await().atMost(PATIENCE)
                .ignoreExceptions() // taken over after five seconds at the earliest
                .until(
                        () -> Subscriber.to(pushed, subscriber, SHARD, fromTheBeginning())
                                .awaitStart(),
                        started -> true);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(again.data()).contains("before", "after"));
        again.cancel();
    }

    @Test
    void recordsStayReadableWhenTheirKeyIsRotatedOrTheirAliasIsMoved() {
        String first = kms.createKey().keyMetadata().keyId();
        String second = kms.createKey().keyMetadata().keyId();
        kms.createAlias(request -> request.aliasName("alias/moving").targetKeyId(first));
        TestStreams.create(client, "moving", 1);
        encrypt("moving", "alias/moving");
        put("moving", "under the first");
        kms.rotateKeyOnDemand(request -> request.keyId(first));
        put("moving", "rotated");
        kms.updateAlias(request -> request.aliasName("alias/moving").targetKeyId(second));
        put("moving", "under the second");
        within(SOON, () -> {
            put("moving", "later");
            kms.disableKey(request -> request.keyId(second));
        });
        within(SOON, () -> assertThatThrownBy(() -> put("moving", "refused")).isInstanceOf(KmsDisabledException.class));
        within(
                SOON,
                () -> assertThat(readFirst(client, "moving").records())
                        .extracting(record -> record.data().asUtf8String())
                        .as("an answer ends before what may not be shown")
                        .isNotEmpty()
                        .isSubsetOf("under the first", "rotated"));
        assertThatThrownBy(() -> read(client, "moving")).isInstanceOf(KmsDisabledException.class);
        kms.enableKey(request -> request.keyId(second));
        within(SOON, () -> assertThat(readTexts("moving")).contains("under the second", "later"));
    }

    @Test
    void whoMayNotUseTheKeyNeitherWritesNorReads() throws Exception {
        String key = kms.createKey().keyMetadata().keyId();
        TestStreams.create(client, "members", 1);
        encrypt("members", key);
        put("members", "for members");
        try (KinesisClient writer = Clients.withoutRetries(user("writer", "kms:GenerateDataKey"), 2);
                KinesisClient reader = Clients.withoutRetries(user("reader", "kms:Decrypt"), 2)) {
            writer.putRecord(request ->
                    request.streamName("members").partitionKey("k").data(SdkBytes.fromUtf8String("by the writer")));
            assertThatThrownBy(() -> read(writer, "members"))
                    .isInstanceOf(KmsAccessDeniedException.class)
                    .hasMessageContaining("is not authorized to decrypt records in stream members");
            assertThat(read(reader, "members")).hasSize(2);
            assertThatThrownBy(() -> reader.putRecord(request -> request.streamName("members")
                            .partitionKey("k")
                            .data(SdkBytes.fromUtf8String("by the reader"))))
                    .isInstanceOf(KmsAccessDeniedException.class)
                    .hasMessageContaining("is not authorized to perform: kms:GenerateDataKey on resource: ");
        }
    }

    @Test
    void aRightToSubscribeThatIsTakenAwayEndsOpenSubscriptions() throws Exception {
        TestStreams.create(client, "revoked", 1);
        put("revoked", "first");
        String consumer = TestConsumers.register(client, "revoked", "subscriber");
        TestConsumers.register(client, "revoked", "page");
        Access user = user("subscriber", "kms:Decrypt");
        try (KinesisAsyncClient theirs = Clients.h2c(user);
                EventSource events = EventSource.open(
                        user, "/v1/streams/revoked/consumers/page/events", "as=text&from=trim_horizon", "")) {
            Subscriber subscription =
                    Subscriber.to(theirs, consumer, SHARD, fromTheBeginning()).awaitStart();
            assertThat(events.next().data()).contains("\"first\"");
            new QueryCalls(access, access.credentials().resolveCredentials())
                    .done("DeleteUserPolicy", "UserName", "subscriber", "PolicyName", "own");
            assertThat(catchThrowable(() -> subscription.awaitEnd(SOON)))
                    .hasStackTraceContaining("is not authorized to perform: kinesis:SubscribeToShard");
            assertThat(events.next().data()).contains("AccessDeniedException");
        }
    }

    private static Access user(String name, String keyAction) throws Exception {
        QueryCalls iam = new QueryCalls(access, access.credentials().resolveCredentials());
        iam.done("CreateUser", "UserName", name);
        iam.done(
                "PutUserPolicy",
                "UserName",
                name,
                "PolicyName",
                "own",
                "PolicyDocument",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"kinesis:*\", \""
                        + keyAction + "\"], \"Resource\": \"*\"}]}");
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", name);
        return access.as(key.element("AccessKeyId"), key.element("SecretAccessKey"));
    }

    private static StartingPosition fromTheBeginning() {
        return StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
    }

    private static void within(Duration patience, ThrowingRunnable assertion) {
        await().atMost(patience).ignoreExceptions().untilAsserted(assertion);
    }
}
