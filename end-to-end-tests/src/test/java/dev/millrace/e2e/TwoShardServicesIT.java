package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.ChildProcess;
import dev.millrace.e2e.stack.ListeningPorts;
import dev.millrace.e2e.stack.PromisedTime;
import dev.millrace.e2e.stack.SeparateServices;
import dev.millrace.e2e.stack.ServiceCertificates;
import dev.millrace.e2e.stack.SharedServices;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceTokenSender;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The services apart from each other: who may call them, when one gateway goes by what another was told, and at last one of two
 * instances of the shard service is paused for longer than its lease under load. Their deaths are for ReshardWithDeathsIT and
 * ClusterFaultsIT.
 */
@ExtendWith(SharedServices.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoShardServicesIT {
    private static final String STREAM = "two-owners";
    private static final int SHARDS = 8;
    private static final int WRITERS = 4;
    /**
     * From a pause to the first acknowledgement of each shard that must move. The shards are served again after
     * some ten seconds; but a call that a paused owner had is given up later, and each writer here may be waiting for one.
     */
    private static final Duration TAKE_OVER = PromisedTime.of(Duration.ofSeconds(30));

    private static final String SHARED = "two-gateways";
    private static final String ENCRYPTED = "two-gateways-encrypted";
    private static final Map<String, String> OF_THE_SHOP = Map.of("team", "shop");
    private static final String DESCRIBES_WHAT_IS_OF_THE_SHOP = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kinesis:Describe*", "Resource": "*",
              "Condition": {"StringEquals": {"aws:ResourceTag/team": "shop"}}}]}""";
    /**
     * From the answer to a change on one gateway until it holds on all. One that nobody tells would not learn of it for a
     * minute, or never.
     */
    private static final Duration EVERYWHERE = PromisedTime.of(Duration.ofSeconds(5));

    private static final String DONE = "done";

    private static SeparateServices services;
    private static Access otherGateway;
    private static KinesisClient client;

    private final History history = new History();

    @BeforeAll
    static void start(SeparateServices shared) {
        services = shared;
        client = Clients.APACHE_CBOR.open(services.access());
        otherGateway = services.startSecondGateway();
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    @Order(1)
    void internalServicesAnswerNobodyWithoutAToken() throws Exception {
        Set<Integer> ofCalls = new TreeSet<>(services.internalPorts());
        Set<Integer> ofHealth = new TreeSet<>();
        for (ChildProcess service : services.internalServices()) {
            Map<Integer, Boolean> ports = ListeningPorts.of(service.pid());
            assertThat(ports.values())
                    .as("one port for calls and one for health, both where they were told to be")
                    .containsExactly(true, true);
            ofHealth.addAll(ports.keySet());
        }
        ofHealth.removeAll(ofCalls);
        assertThat(ofHealth).hasSameSizeAs(ofCalls);
        SslContext stolen = services.certificates().stolenFrom("gateway-service");
        new InternalPorts(ofCalls, ofHealth, channel -> channel.sslContext(stolen)).assertThatTheyAnswerNobody();
    }

    @Test
    @Order(1)
    void internalServicesAnswerNobodyWithoutACertificateWhateverTheToken() throws Exception {
        SslContext nameless = ServiceCertificates.none();
        List<UnaryOperator<NettyChannelBuilder>> transports =
                List.of(NettyChannelBuilder::usePlaintext, channel -> channel.sslContext(nameless));
        for (int port : services.internalPorts()) {
            for (UnaryOperator<NettyChannelBuilder> transport : transports) {
                for (ServiceName callee : ServiceName.values()) {
                    ServiceTokenSender token = new ServiceTokenSender(services.token(), callee);
                    assertThat(new InternalPort(port).call(transport, InternalMethods.all(), token))
                            .containsOnlyKeys(Status.Code.UNAVAILABLE);
                }
            }
        }
    }

    @Test
    @Order(2)
    void whatOneGatewayIsToldOfPoliciesTagsAndAccessKeysHoldsOnTheOther() throws Exception {
        QueryCalls iam = new QueryCalls(
                services.access(), services.access().credentials().resolveCredentials());
        TestStreams.create(client, SHARED, 1);
        iam.done("CreateUser", "UserName", "ada");
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", "ada");
        String keyId = key.element("AccessKeyId");
        try (KinesisClient ada = Clients.withoutRetries(otherGateway.as(keyId, key.element("SecretAccessKey")), 1)) {
            Runnable describe = () -> ada.describeStreamSummary(request -> request.streamName(SHARED));
            awaitOnTheOther("an access key", describe, "AccessDeniedException");

            iam.done(
                    "PutUserPolicy",
                    "UserName",
                    "ada",
                    "PolicyName",
                    "own",
                    "PolicyDocument",
                    DESCRIBES_WHAT_IS_OF_THE_SHOP);
            client.addTagsToStream(request -> request.streamName(SHARED).tags(OF_THE_SHOP));
            awaitOnTheOther("a policy and a tag", describe, DONE);

            client.removeTagsFromStream(request -> request.streamName(SHARED).tagKeys(OF_THE_SHOP.keySet()));
            awaitOnTheOther("a tag less", describe, "AccessDeniedException");
            client.addTagsToStream(request -> request.streamName(SHARED).tags(OF_THE_SHOP));
            awaitOnTheOther("a tag more", describe, DONE);

            iam.done("DeleteUserPolicy", "UserName", "ada", "PolicyName", "own");
            awaitOnTheOther("a policy less", describe, "AccessDeniedException");

            iam.done("UpdateAccessKey", "UserName", "ada", "AccessKeyId", keyId, "Status", "Inactive");
            awaitOnTheOther("an access key off", describe, "UnrecognizedClientException");
        }
    }

    @Test
    @Order(3)
    void aKeyThatIsDisabledByOneGatewayStopsTheOther() {
        TestStreams.create(client, ENCRYPTED, 1);
        try (KmsClient kms = Clients.kms(services.access());
                KinesisClient other = Clients.withoutRetries(otherGateway, 1)) {
            String key = kms.createKey().keyMetadata().keyId();
            client.startStreamEncryption(request -> request.streamName(ENCRYPTED)
                    .encryptionType(EncryptionType.KMS)
                    .keyId(key));
            TestStreams.awaitActive(client, ENCRYPTED);
            Runnable put = () -> other.putRecord(
                    request -> request.streamName(ENCRYPTED).partitionKey("k").data(SdkBytes.fromUtf8String("d")));
            awaitOnTheOther("a key", put, DONE);

            kms.disableKey(request -> request.keyId(key));
            awaitOnTheOther("a key disabled", put, "KMSDisabledException");
            kms.enableKey(request -> request.keyId(key));
            awaitOnTheOther("a key enabled", put, DONE);
        }
    }

    /** Fails unless a call soon has the outcome that follows from a change, and says how soon. */
    private static void awaitOnTheOther(String change, Runnable call, String outcome) {
        long since = System.nanoTime();
        await(change)
                .atMost(EVERYWHERE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> outcomeOf(call), outcome::equals);
        System.out.printf(
                "%s: held on the other gateway after %d ms%n",
                change, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
    }

    /** The code of the error that a call is refused with, or that it is done. */
    private static String outcomeOf(Runnable call) {
        try {
            call.run();
            return DONE;
        } catch (AwsServiceException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    @Test
    @Order(4)
    void theOtherInstanceTakesOverAndNothingAcknowledgedIsLost() throws InterruptedException {
        TestStreams.create(client, STREAM, SHARDS);
        try (Workload workload = Workload.start(services.access(), STREAM, history, 0, WRITERS)) {
            awaitWritesToEveryShard(System.nanoTime(), Duration.ofMinutes(3));

            long pausedAt = System.nanoTime();
            services.shardServices().get(0).pauseProcess();
            Duration whilePaused = awaitWritesToEveryShard(pausedAt, TAKE_OVER);
            services.shardServices().get(0).resumeProcess();
            // The resumed owner has its writes and answers of before the pause to get wrong now.
            awaitWritesToEveryShard(System.nanoTime(), Duration.ofMinutes(2));
            TimeUnit.SECONDS.sleep(3);
            System.out.printf("all shards acknowledged again %d ms after a pause%n", whilePaused.toMillis());
            workload.stop();
        }
        assertThat(HistoryChecker.check(history, ShardReads.readAll(client, STREAM)))
                .isEmpty();
        System.out.printf(
                "%d acknowledged, %d unknown%n", history.count(Outcome.ACKNOWLEDGED), history.count(Outcome.UNKNOWN));
    }

    /**
     * Waits until each shard has acknowledged a call that began after an instant.
     *
     * @return the time from then to the last of the first acknowledgements
     */
    private Duration awaitWritesToEveryShard(long since, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> firstAcknowledgements(since).size() == SHARDS);
        return firstAcknowledgements(since).values().stream()
                .map(at -> Duration.ofNanos(at - since))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Map<String, Long> firstAcknowledgements(long since) {
        Map<String, Long> first = new HashMap<>();
        List<Attempt> attempts = history.attempts();
        for (Attempt attempt : attempts) {
            if (attempt.startedAt() - since > 0) {
                attempt.acknowledgement().ifPresent(at -> first.merge(at.shardId(), attempt.endedAt(), Math::min));
            }
        }
        return first;
    }
}
