package dev.millrace.consumers.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.consumers.consumer.storage.ConsumerTable;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.v1.AccountSettingsGrpc.AccountSettingsImplBase;
import dev.millrace.internal.metadata.v1.Commitment;
import dev.millrace.internal.metadata.v1.DescribeCommitmentRequest;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.service.ClusterSettings;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.cassandra.core.ReactiveCassandraTemplate;
import org.springframework.data.cassandra.core.cql.session.DefaultBridgedReactiveSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CassandraTest
class ConsumersIT {
    private static final int MOST = 20;
    private static final int MOST_COMMITTED = 50;

    private final StreamDescription stream = KnownStreams.stream("orders", StreamMode.PROVISIONED);
    private final StreamDescription onDemand = KnownStreams.stream("clicks", StreamMode.ON_DEMAND);
    private volatile boolean committed;
    private final String name = InProcessServerBuilder.generateName();
    private Server catalog;
    private ManagedChannel channel;
    private CqlSession session;
    private StreamMirror streams;

    @BeforeEach
    void open(CassandraSettings settings) throws IOException {
        catalog = InProcessServerBuilder.forName(name)
                .addService(new KnownStreams(stream, onDemand))
                .addService(new AccountSettingsImplBase() {
                    @Override
                    public void describeCommitment(
                            DescribeCommitmentRequest request, StreamObserver<Commitment> answer) {
                        answer.onNext(
                                Commitment.newBuilder().setEnabled(committed).build());
                        answer.onCompleted();
                    }
                })
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        streams = new StreamMirror(channel);
        session = CassandraSessions.open(settings);
        SchemaMigration.migrate(session, "consumers", "schema/consumers");
    }

    @AfterEach
    void close() {
        session.close();
        streams.close();
        channel.shutdownNow();
        catalog.shutdownNow();
    }

    /** As another instance of the service has it. */
    private Consumers consumers(int creating, Duration activation) {
        return new Consumers(
                new ConsumerTable(session, new ReactiveCassandraTemplate(new DefaultBridgedReactiveSession(session))),
                streams,
                new ConsumerSettings(MOST, MOST_COMMITTED, creating, activation, 50, Duration.ofHours(1)),
                new AccountCommitment(channel),
                new ClusterSettings("123456789012", "us-east-1", "only for this test"),
                Clock.systemUTC());
    }

    private Consumers consumers() {
        return consumers(MOST_COMMITTED, Duration.ZERO);
    }

    private ConsumerKey key(String consumer) {
        return new ConsumerKey(stream.id(), consumer, OptionalLong.empty());
    }

    private static void requireError(ErrorType type, Mono<?> call) {
        assertThatThrownBy(call::block)
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(type));
    }

    @Test
    void aNameIsGivenOnceHoweverManyInstancesAreAskedAtTheSameTime() {
        List<Consumers> instances = Stream.generate(this::consumers).limit(6).toList();

        List<Boolean> registered = Flux.fromIterable(instances)
                .flatMap(instance -> instance.register(stream.id(), "same", Map.of())
                        .thenReturn(true)
                        .onErrorResume(KinesisException.class, refused -> Mono.just(false)))
                .collectList()
                .block();

        assertThat(registered).containsOnlyOnce(true).hasSize(6);
        assertThat(consumers().all(stream.id()).block()).hasSize(1);
    }

    @Test
    void aStreamHasNoMoreConsumersThanItMayHave() {
        committed = true;
        registerSome(stream, MOST);

        requireError(ErrorType.LIMIT_EXCEEDED, consumers().register(stream.id(), "one-more", Map.of()));
    }

    @Test
    void anOnDemandStreamMayHaveMoreWhileTheAccountIsCommitted() {
        registerSome(onDemand, MOST);
        requireError(ErrorType.LIMIT_EXCEEDED, consumers().register(onDemand.id(), "one-more", Map.of()));

        committed = true;
        consumers().register(onDemand.id(), "one-more", Map.of()).block();

        assertThat(consumers().all(onDemand.id()).block()).hasSize(MOST + 1);
    }

    @Test
    void aPolicyThatIsNotThereCannotBeRemoved() {
        consumers().register(stream.id(), "open", Map.of()).block();

        requireError(ErrorType.RESOURCE_NOT_FOUND, consumers().setPolicy(key("open"), Optional.empty()));
    }

    private void registerSome(StreamDescription to, int count) {
        Consumers consumers = consumers();
        Flux.range(0, count)
                .concatMap(i -> consumers.register(to.id(), "consumer-" + i, Map.of()))
                .blockLast();
    }

    @Test
    void twoLivesOfANameNeverShareTheSecondThatTheirArnsCarry() {
        RegisteredConsumer first =
                consumers().register(stream.id(), "again", Map.of()).block();
        consumers().deregister(key("again")).block();
        RegisteredConsumer second =
                consumers().register(stream.id(), "again", Map.of()).block();

        assertThat(second.createdAt().getEpochSecond())
                .isGreaterThan(first.createdAt().getEpochSecond());
    }

    @Test
    void onlySomeAreCreatedAtATime() {
        Consumers slow = consumers(2, Duration.ofHours(1));
        slow.register(stream.id(), "first", Map.of()).block();
        RegisteredConsumer second =
                slow.register(stream.id(), "second", Map.of()).block();

        requireError(ErrorType.LIMIT_EXCEEDED, slow.register(stream.id(), "third", Map.of()));
        assertThat(slow.isActive(second)).isFalse();
    }

    @Test
    void aConsumerIsFoundByItsNameAndByItsLife() {
        RegisteredConsumer consumer = consumers()
                .register(stream.id(), "found", Map.of("team", "blue"))
                .block();
        long second = consumer.createdAt().getEpochSecond();

        assertThat(consumers().find(key("found")).block()).isEqualTo(consumer);
        assertThat(consumers()
                        .find(new ConsumerKey(stream.id(), "found", OptionalLong.of(second)))
                        .block())
                .isEqualTo(consumer);
        requireError(
                ErrorType.RESOURCE_NOT_FOUND,
                consumers().find(new ConsumerKey(stream.id(), "found", OptionalLong.of(second - 1))));
    }

    @Test
    void tagsAndPolicyBelongToOneLifeOfAConsumer() {
        consumers().register(stream.id(), "tagged", Map.of("a", "1")).block();
        consumers().addTags(key("tagged"), Map.of("b", "2")).block();
        RegisteredConsumer tagged =
                consumers().removeTags(key("tagged"), List.of("a", "absent")).block();
        assertThat(tagged.tags()).isEqualTo(Map.of("b", "2"));

        consumers().deregister(key("tagged")).block();
        requireError(ErrorType.RESOURCE_NOT_FOUND, consumers().find(key("tagged")));

        assertThat(consumers().register(stream.id(), "tagged", Map.of()).block().tags())
                .isEmpty();
    }
}
