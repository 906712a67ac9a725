package dev.millrace.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.internal.metadata.v1.SnapshotEnd;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import dev.millrace.internal.metadata.v1.StreamCatalogGrpc.StreamCatalogImplBase;
import dev.millrace.internal.metadata.v1.StreamChange;
import dev.millrace.internal.metadata.v1.WatchStreamsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectingWatchTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong(-5_000);
    private final List<StreamObserver<StreamChange>> calls = new CopyOnWriteArrayList<>();
    private final String name = InProcessServerBuilder.generateName();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(name).directExecutor().build();
    private final ReconnectingWatch<WatchStreamsRequest, StreamChange> watch = new ReconnectingWatch<>(
            channel,
            StreamCatalogGrpc.newStub(channel)::watchStreams,
            WatchStreamsRequest.getDefaultInstance(),
            new NothingKept(),
            nanos::get);
    private final Server server;

    ReconnectingWatchTest() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new StreamCatalogImplBase() {
                    @Override
                    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> answer) {
                        calls.add(answer);
                    }
                })
                .build()
                .start();
    }

    @BeforeEach
    void start() {
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.close();
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static final class NothingKept implements ReconnectingWatch.Copy<String, StreamChange> {
        @Override
        public Optional<String> learn(StreamChange change) {
            return Optional.empty();
        }

        @Override
        public boolean isSnapshotEnd(StreamChange change) {
            return change.hasSnapshotEnd();
        }

        @Override
        public OptionalLong ageMillis(StreamChange change) {
            return change.hasAgeMillis() ? OptionalLong.of(change.getAgeMillis()) : OptionalLong.empty();
        }

        @Override
        public void retain(Set<String> present) {
            // Nothing is kept.
        }
    }

    private static StreamChange snapshotEnd() {
        return StreamChange.newBuilder()
                .setSnapshotEnd(SnapshotEnd.getDefaultInstance())
                .build();
    }

    private void snapshotOfAge(long millis) {
        lastCall().onNext(snapshotEnd().toBuilder().setAgeMillis(millis).build());
    }

    private void tellAge(long millis) {
        lastCall().onNext(StreamChange.newBuilder().setAgeMillis(millis).build());
    }

    private StreamObserver<StreamChange> lastCall() {
        return calls.get(calls.size() - 1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nothingIsFreshBeforeTheSnapshotIsWhole() {
        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isFalse();

        snapshotOfAge(0);
        assertThat(watch.isCurrent()).isTrue();
        assertThat(watch.isFresh(LONGEST)).isTrue();
    }

    @Test
    void aSourceThatHasLostItsStoreMakesTheCopyStaleThoughTheCallGoesOn() {
        snapshotOfAge(0);
        for (int second = 1; second <= 31; second++) {
            pass(Duration.ofSeconds(1));
            tellAge(second * 1_000L);
        }

        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isFalse();
        assertThat(watch.staleFor()).isEqualTo(Duration.ofSeconds(31));

        tellAge(200);
        assertThat(watch.isCurrent()).isTrue();
        assertThat(watch.isFresh(LONGEST)).isTrue();
        assertThat(watch.staleFor()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void oneThatFallsSilentDoesSoToo() {
        snapshotOfAge(0);
        pass(Duration.ofSeconds(11));
        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isTrue();

        pass(Duration.ofSeconds(20));
        assertThat(watch.isFresh(LONGEST)).isFalse();
    }

    @Test
    void aSnapshotIsNoFresherThanItSays() {
        snapshotOfAge(31_000);

        assertThat(watch.isComplete()).isTrue();
        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isFalse();
    }

    @Test
    void whenTheCallEndsTheCopyIsNotCurrentButFreshForAsLongAsItWas() {
        snapshotOfAge(0);
        pass(Duration.ofSeconds(2));
        lastCall().onCompleted();
        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isTrue();
        assertThat(watch.staleFor()).isEqualTo(Duration.ofSeconds(2));

        await().atMost(PATIENCE).until(() -> calls.size() == 2);
        snapshotOfAge(0);
        assertThat(watch.isCurrent()).isTrue();
    }

    @Test
    void anInstanceOfAnEarlierVersionCountsAsFreshWhileConnected() {
        lastCall().onNext(snapshotEnd());
        pass(Duration.ofHours(1));
        assertThat(watch.isCurrent()).isTrue();
        assertThat(watch.staleFor()).isZero();

        lastCall().onCompleted();
        pass(Duration.ofSeconds(31));
        assertThat(watch.isFresh(LONGEST)).isFalse();
        assertThat(watch.staleFor()).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void afterAnUpgradeOfItsSourceTheCopyGoesByWhatThatTells() {
        lastCall().onNext(snapshotEnd());
        lastCall().onCompleted();
        await().atMost(PATIENCE).until(() -> calls.size() == 2);
        snapshotOfAge(0);
        pass(Duration.ofSeconds(31));

        assertThat(watch.isCurrent()).isFalse();
        assertThat(watch.isFresh(LONGEST)).isFalse();
    }
}
