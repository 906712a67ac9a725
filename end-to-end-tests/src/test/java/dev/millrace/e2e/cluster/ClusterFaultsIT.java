package dev.millrace.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.cluster.Fault.FaultPlan;
import dev.millrace.e2e.cluster.Fault.Sort;
import dev.millrace.e2e.cluster.Member.Kind;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.HistoryChecker;
import dev.millrace.e2e.history.StoredRecord;
import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.ChildProcess;
import dev.millrace.e2e.stack.PromisedTime;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventReader;
import dev.millrace.e2e.workload.FanOutReader;
import dev.millrace.e2e.workload.Probes;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.Workload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A cluster of three Cassandra nodes and two of each service, one member of which after the other fails while it is written
 * to, polled, and pushed from: what is acknowledged is kept and read once, in order, and the other members go on.
 *
 * <p>The order of the faults follows from a seed, which is printed; {@code -De2e.seed} takes the same again, {@code
 * -De2e.cluster.faults} begins with chosen ones, and {@code -De2e.cluster.time=PT0S} ends with them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("eleven processes want the machine for themselves")
class ClusterFaultsIT {
    private static final Duration TIME = Duration.parse(System.getProperty("e2e.cluster.time", "PT0S"));
    private static final boolean LONG = Boolean.getBoolean("e2e.long");
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final Duration COMPLETION = Duration.ofMinutes(3);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);
    private static final Duration WRITER_PAUSE = Duration.ofMillis(250);
    private static final String STREAM = "cluster";
    private static final int SHARDS = 4;
    private static final int WRITERS = 2;

    /** From the death of an owner until each of its shards takes records from another one. */
    private static final Duration TAKE_OVER = PromisedTime.of(Duration.ofSeconds(10));

    private static final Duration TAKE_OVER_FROM_ONE_THAT_STOPS = PromisedTime.of(Duration.ofSeconds(1));

    /** What a build has time for: a death, an orderly end, a node of Cassandra, and a network that loses an owner. */
    private static final List<FaultPlan> FEW = List.of(
            new FaultPlan(Sort.KILL, Kind.SHARD),
            new FaultPlan(Sort.STOP, Kind.SHARD),
            new FaultPlan(Sort.KILL, Kind.CASSANDRA),
            new FaultPlan(Sort.PARTITION, Kind.SHARD));

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        long begin = System.nanoTime();
        // To mount a disk that can be filled needs root, so only a run that fills one asks for it.
        cluster = Cluster.start(LONG || first().stream().anyMatch(plan -> plan.sort() == Sort.FULL_DISK));
        System.out.printf(
                "seed %d, ready after %d s%n", SEED, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @Order(1)
    void aKeyspaceWithOneReplicaIsNotCreatedOnThreeNodes() throws InterruptedException {
        ChildProcess service = cluster.startWithOneReplica();

        service.awaitFailure(COMPLETION);

        assertThat(service.log()).contains("would be created with one replica, though there are 3 nodes");
    }

    @Test
    @Order(2)
    void nothingIsLostRepeatedOrOutOfOrderWhicheverMemberFails() throws Exception {
        Access one = cluster.gateways().get(0);
        Access other = cluster.gateways().get(1);
        try (KinesisClient client = Clients.APACHE_CBOR.open(one);
                KinesisAsyncClient subscriptions = Clients.h2c(other)) {
            run(client, subscriptions, one, other);
        }
    }

    /** {@code -De2e.cluster.faults=PARTITION,KILL:SHARD} chooses others: all of a sort, or one. */
    private static List<FaultPlan> first() {
        String chosen = System.getProperty("e2e.cluster.faults");
        return chosen == null
                ? FEW
                : Arrays.stream(chosen.split(","))
                        .flatMap(pattern -> Fault.matching(pattern).stream())
                        .toList();
    }

    private static void run(KinesisClient client, KinesisAsyncClient subscriptions, Access one, Access other)
            throws Exception {
        History history = new History();
        TestStreams.create(client, STREAM, SHARDS);
        TestConsumers.register(client, STREAM, "page");
        List<Shard> shards =
                client.listShards(request -> request.streamName(STREAM)).shards();
        try (FanOutReader pushed = FanOutReader.start(
                        client, subscriptions, STREAM, TestConsumers.register(client, STREAM, "pushed"));
                EventReader page = EventReader.start(one, STREAM, "page");
                Probes probes = Probes.start(cluster.gateways(), STREAM, shards, history, 2 * WRITERS, PROBE_INTERVAL);
                Workload byOne = Workload.start(one, STREAM, history, 0, WRITERS, WRITER_PAUSE);
                Workload byOther = Workload.start(other, STREAM, history, WRITERS, WRITERS, WRITER_PAUSE)) {
            List<Window> windows = new FaultRun(
                            cluster, history, () -> ShardReads.readAll(client, STREAM), SHARDS, SEED)
                    .run(first(), TIME);
            probes.stop();
            byOne.stop();
            byOther.stop();

            Map<String, List<StoredRecord>> stored = ShardReads.readAll(client, STREAM);
            List<String> violations = HistoryChecker.check(history, stored);
            Report report = new Report(history, stored, violations, windows);
            System.out.println(report);
            assertThat(violations).isEmpty();
            if (LONG) {
                // On a machine that does not let an instance run for seconds they lapse, and have to.
                assertThat(report.lapses()).isZero();
            }
            await().atMost(COMPLETION)
                    .untilAsserted(() -> assertThat(pushed.check(stored)).isEmpty());
            await().atMost(COMPLETION)
                    .untilAsserted(() -> assertThat(page.check(stored)).isEmpty());
            System.out.printf(
                    "%d subscriptions, %d connections of events%n", pushed.subscriptions(), page.connections());
            assertThat(report.longest(Sort.KILL, Kind.SHARD)).isLessThan(TAKE_OVER);
            assertThat(report.longest(Sort.STOP, Kind.SHARD)).isLessThan(TAKE_OVER_FROM_ONE_THAT_STOPS);
        }
    }
}
