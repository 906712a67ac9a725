package dev.millrace.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appends by {@link ShardClient}: what is sent again, to whom, and what is for the caller. */
class ShardAppendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ShardKey SHARD = new ShardKey(new StreamId(new UUID(1, 2)), 3);
    private static final AppendOutcome DONE =
            AppendOutcome.newBuilder().setAcceptedCount(1).setFirstIndex(7).build();

    private final EventLoop loop = new DefaultEventLoop();
    private final ScriptedShards one = new ScriptedShards("first:1");
    private final ScriptedShards two = new ScriptedShards("second:2");
    private final ShardConnections connections = new ShardConnections(
            (callee, address) ->
                    InProcessChannelBuilder.forName(address).directExecutor().build(),
            () -> loop,
            100);
    private final ShardOwners owners = new ShardOwners(connections, List.of(one.address()));
    private final ShardClient client = new ShardClient(owners, connections);

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
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private AppendOutcome append(Attempts attempts) {
        return append(attempts, 10);
    }

    private AppendOutcome append(Attempts attempts, int bytes) {
        CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
        client.append(SHARD, new byte[bytes], 1, 0, attempts, outcome::complete);
        return outcome.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static Attempts patient() {
        return Attempts.within(PATIENCE, () -> true);
    }

    private static AppendOutcome refused(Refusal reason) {
        return AppendOutcome.newBuilder().setRefusal(reason).build();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void onlyWhatAnotherOwnerMayHelpAgainstIsSentAgain(Refusal reason) {
        one.appends(refused(reason), DONE);

        AppendOutcome outcome = append(patient());

        boolean again = reason == Refusal.NOT_OWNER || reason == Refusal.UNAVAILABLE;
        assertThat(outcome.getRefusal()).isEqualTo(again ? Refusal.NONE : reason);
        assertThat(one.calls()).isEqualTo(again ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"NONE", "UNRECOGNIZED"})
    void whatWasAcceptedInPartIsForTheCallerWhateverTheRestIsRefusedFor(Refusal reason) {
        one.appends(refused(reason).toBuilder().setAcceptedCount(1).build(), DONE);

        assertThat(append(patient()).getRefusal()).isEqualTo(reason);
        assertThat(one.calls()).isEqualTo(1);
    }

    @Test
    void theOwnerThatARefusalNamesIsSentItNext() {
        one.appends(
                refused(Refusal.NOT_OWNER).toBuilder().setOwner(two.address()).build());
        two.appends(DONE);

        assertThat(append(patient())).returns(7L, AppendOutcome::getFirstIndex);
        assertThat(one.located()).isEqualTo(1);
        assertThat(owners.known(SHARD)).isEqualTo(two.address());
    }

    /** The owner is gone with what was sent to it. */
    @Test
    void whatMayHaveBeenWrittenIsNotSentAgainAndTheOwnerIsForgotten() {
        one.appends();

        assertThat(append(patient()).getRefusal()).isEqualTo(Refusal.UNKNOWN_OUTCOME);
        assertThat(one.calls()).isEqualTo(1);
        assertThat(owners.known(SHARD)).isNull();
    }

    @Test
    void whenTimeIsUpTheCallerGetsTheLastRefusal() {
        one.appends(refused(Refusal.UNAVAILABLE), refused(Refusal.UNAVAILABLE));

        assertThat(append(Attempts.within(Duration.ZERO, () -> true)).getRefusal())
                .isEqualTo(Refusal.UNAVAILABLE);
    }

    @Test
    void nothingIsSentAgainForACallerThatHasGone() {
        AtomicInteger asked = new AtomicInteger();
        one.appends(refused(Refusal.UNAVAILABLE), refused(Refusal.UNAVAILABLE), DONE);

        assertThat(append(Attempts.within(PATIENCE, () -> asked.incrementAndGet() < 2))
                        .getRefusal())
                .isEqualTo(Refusal.UNAVAILABLE);
        assertThat(one.calls()).isEqualTo(2);
    }

    @Test
    void moreThanMayBeOnItsWayToAnOwnerIsRefusedHere() {
        assertThat(append(patient(), 101).getRefusal()).isEqualTo(Refusal.OVERLOADED);
        assertThat(one.calls()).isZero();
    }
}
