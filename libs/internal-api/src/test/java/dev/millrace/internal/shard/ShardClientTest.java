package dev.millrace.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.SealReply;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StreamId;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

class ShardClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ShardKey SHARD = new ShardKey(new StreamId(new UUID(1, 2)), 3);
    private static final FinalRefusals NONE_IS_FINAL = refused -> Mono.empty();

    private final ScriptedShards one = new ScriptedShards("one:1");
    private final ScriptedShards two = new ScriptedShards("two:2");
    private final ShardConnections connections = new ShardConnections((callee, address) -> channel(address));
    private final ShardOwners owners = new ShardOwners(connections, List.of(one.address()));
    private final ShardClient client = new ShardClient(owners, connections);

    private static ManagedChannel channel(String address) {
        return InProcessChannelBuilder.forName(address).directExecutor().build();
    }

    @BeforeEach
    void start() throws IOException {
        one.start();
        two.start();
    }

    @AfterEach
    void stop() {
        connections.close();
        one.stop();
        two.stop();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void aRefusalThatIsNotFinalIsAskedAgain(Refusal reason) {
        one.reads(refused(reason, ""), ReadReply.newBuilder().setNextIndex(7).build());

        assertThat(client.read(readRequest(), NONE_IS_FINAL).block(PATIENCE).getNextIndex())
                .isEqualTo(7);
        assertThat(one.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void aFinalRefusalIsTheCallersError(Refusal reason) {
        IllegalStateException error = new IllegalStateException("the caller's");
        one.reads(refused(reason, ""));

        assertThatThrownBy(() -> client.read(
                                readRequest(), refused -> refused.reason() == reason ? Mono.just(error) : Mono.empty())
                        .block(PATIENCE))
                .isSameAs(error);
        assertThat(one.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void onlyWhoIsNoOwnerOrCannotServeIsForgotten(Refusal reason) {
        owners.learn(SHARD, one.address());

        owners.correct(SHARD, one.address(), reason, "");

        boolean forgotten = switch (reason) {
            case NOT_OWNER, UNAVAILABLE, UNKNOWN_OUTCOME -> true;
            default -> false;
        };
        assertThat(owners.known(SHARD) == null).isEqualTo(forgotten);
    }

    @Test
    void theOwnerThatARefusalNamesIsAskedNext() {
        one.reads(refused(Refusal.NOT_OWNER, two.address()));
        two.reads(ReadReply.newBuilder().setNextIndex(8).build());

        assertThat(client.read(readRequest(), NONE_IS_FINAL).block(PATIENCE).getNextIndex())
                .isEqualTo(8);
        assertThat(one.located()).isEqualTo(1);
        assertThat(owners.known(SHARD)).isEqualTo(two.address());
    }

    @Test
    void anInstanceThatNamesItselfIsNotTakenForTheOwner() {
        owners.learn(SHARD, one.address());

        owners.correct(SHARD, one.address(), Refusal.NOT_OWNER, one.address());

        assertThat(owners.known(SHARD)).isNull();
    }

    @Test
    void whenAnOwnerGivesNoAnswerItIsLookedForAnew() {
        owners.learn(SHARD, two.address());
        two.breakCalls();
        one.reads(ReadReply.newBuilder().setNextIndex(9).build());

        assertThat(client.read(readRequest(), NONE_IS_FINAL).block(PATIENCE).getNextIndex())
                .isEqualTo(9);
        assertThat(one.located()).isEqualTo(1);
    }

    @Test
    void aPositionIsResolvedAtTheOwner() {
        one.positions(ResolvePositionReply.newBuilder()
                .setRefusal(Refusal.NOT_OWNER)
                .setOwner(two.address())
                .build());
        two.positions(ResolvePositionReply.newBuilder().setIndex(12).build());

        assertThat(client.resolve(SHARD, new Latest(), 1, NONE_IS_FINAL).block(PATIENCE))
                .isEqualTo(12);
    }

    @Test
    void aSealIsTriedOnceAndTheNextTryGoesToTheOwner() {
        one.seals(SealReply.newBuilder()
                .setRefusal(Refusal.NOT_OWNER)
                .setOwner(two.address())
                .build());
        two.seals(SealReply.newBuilder().setEndIndex(5).build());

        assertThatThrownBy(() -> client.seal(SHARD).block(PATIENCE)).isInstanceOf(RefusedException.class);
        assertThat(client.seal(SHARD).block(PATIENCE).getEndIndex()).isEqualTo(5);
        assertThat(one.calls()).isEqualTo(1);
    }

    @Test
    void aSubscriptionGoesOnWhereItWasAtTheNextOwner() {
        one.events(
                event(10),
                SubscriptionEvent.newBuilder()
                        .setRefusal(Refusal.NOT_OWNER)
                        .setOwner(two.address())
                        .build());
        two.events(event(20), event(30).toBuilder().setEndOfShard(true).build());

        assertThat(client.subscribe(SHARD.stream(), start(new Latest()), NONE_IS_FINAL, new Plenty())
                        .map(SubscriptionEvent::getNextIndex)
                        .collectList()
                        .block(PATIENCE))
                .containsExactly(10L, 20L, 30L);
        assertThat(one.starts()).singleElement().returns(true, SubscriptionStart::getLatest);
        assertThat(two.starts()).singleElement().returns(10L, SubscriptionStart::getFromIndex);
    }

    @Test
    void aSubscriptionThatEndsWithoutAReasonGoesOn() {
        one.events(event(10));
        one.events(event(20).toBuilder().setEndOfShard(true).build());

        assertThat(client.subscribe(SHARD.stream(), start(new AtIndex(1)), NONE_IS_FINAL, new Plenty())
                        .map(SubscriptionEvent::getNextIndex)
                        .collectList()
                        .block(PATIENCE))
                .containsExactly(10L, 20L);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void aFinalRefusalEndsASubscription(Refusal reason) {
        IllegalStateException error = new IllegalStateException("the caller's");
        one.events(event(10), SubscriptionEvent.newBuilder().setRefusal(reason).build());

        assertThatThrownBy(() -> client.subscribe(
                                SHARD.stream(), start(new Latest()), refused -> Mono.just(error), new Plenty())
                        .blockLast(PATIENCE))
                .isSameAs(error);
    }

    @Test
    void anEventForWhichThereIsNoRoomIsAskedForAgain() {
        one.events(event(10), event(20));
        one.events(event(20).toBuilder().setEndOfShard(true).build());
        AtomicInteger come = new AtomicInteger();
        EventRoom room = new Plenty() {
            @Override
            public boolean take(SubscriptionEvent event) {
                return come.incrementAndGet() != 2;
            }
        };

        assertThat(client.subscribe(SHARD.stream(), start(new AtIndex(1)), NONE_IS_FINAL, room)
                        .map(SubscriptionEvent::getNextIndex)
                        .collectList()
                        .block(PATIENCE))
                .containsExactly(10L, 20L);
        assertThat(one.starts()).extracting(SubscriptionStart::getFromIndex).containsExactly(1L, 10L);
    }

    private static class Plenty implements EventRoom {
        @Override
        public Executor ofNextCall() {
            return Runnable::run;
        }

        @Override
        public boolean take(SubscriptionEvent event) {
            return true;
        }
    }

    private static ReadRequest readRequest() {
        return ReadRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(SHARD.stream()))
                .setShard(SHARD.shard())
                .build();
    }

    private static ShardStart start(StartPosition position) {
        return new ShardStart(SHARD.shard(), position, 0, 0);
    }

    private static ReadReply refused(Refusal reason, String owner) {
        return ReadReply.newBuilder().setRefusal(reason).setOwner(owner).build();
    }

    private static SubscriptionEvent event(long nextIndex) {
        return SubscriptionEvent.newBuilder().setNextIndex(nextIndex).build();
    }
}
