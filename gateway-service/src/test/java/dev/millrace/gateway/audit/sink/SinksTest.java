package dev.millrace.gateway.audit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.audit.event.AuditEvent;
import dev.millrace.gateway.audit.event.AuditEvent.Asked;
import dev.millrace.gateway.audit.event.AuditEvent.Outcome;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.UserIdentity;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.settings.AuditSettings.WhenFull;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of events when a place is slow or fails, in both configurations. */
class SinksTest {
    private static final long LIMIT = 200_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SlowSink slow = new SlowSink();
    private Sinks sinks = new Sinks(List.of(), LIMIT, WhenFull.DROP, Duration.ZERO);

    @AfterEach
    void close() {
        slow.permits.release(1_000_000);
        sinks.close();
    }

    private void open(WhenFull whenFull) {
        sinks = new Sinks(List.of(slow), LIMIT, whenFull, Duration.ofSeconds(5));
        sinks.register(meters);
    }

    private double counted(String name) {
        return meters.get(name).tag("sink", "slow").functionCounter().count();
    }

    private boolean record() {
        Optional<Reservation> room = sinks.reserve();
        room.ifPresent(reservation -> sinks.put(event(), reservation));
        return room.isPresent();
    }

    @Test
    void whatDoesNotFitIsDroppedAndCountedWhileCallsGoOn() {
        open(WhenFull.DROP);
        for (int i = 0; i < 1_000; i++) {
            assertThat(record()).isTrue();
        }

        double dropped = counted("millrace.audit.dropped");
        assertThat(dropped).isPositive();
        assertThat(meters.get("millrace.audit.queued").gauge().value()).isLessThanOrEqualTo(LIMIT);
        slow.permits.release(1_000_000);
        await().untilAsserted(
                        () -> assertThat(counted("millrace.audit.written")).isEqualTo(1_000 - dropped));
        assertThat(slow.events).hasSize((int) (1_000 - dropped));
    }

    @Test
    void callsAreRefusedSoThatNoneIsLost() {
        open(WhenFull.REFUSE);
        int recorded = 0;
        while (record()) {
            recorded++;
        }

        assertThat(recorded).isPositive();
        slow.permits.release(1_000_000);
        int all = recorded;
        await().untilAsserted(() -> assertThat(slow.events).hasSize(all));
        assertThat(counted("millrace.audit.dropped")).isZero();
        await().untilAsserted(() -> assertThat(record()).isTrue());
    }

    @Test
    void roomThatIsNotNeededIsGivenBack() {
        open(WhenFull.REFUSE);
        for (int i = 0; i < 1_000; i++) {
            sinks.release(sinks.reserve().orElseThrow());
        }

        assertThat(meters.get("millrace.audit.queued").gauge().value()).isZero();
    }

    @Test
    void whatFailedIsTriedAgainAndThePlaceIsFailingUntilThen() {
        open(WhenFull.DROP);
        slow.failing = true;
        slow.permits.release(1_000_000);
        record();
        await().untilAsserted(() -> assertThat(sinks.failing()).containsExactly("slow"));

        slow.failing = false;
        await().untilAsserted(() -> assertThat(sinks.failing()).isEmpty());
        assertThat(slow.events).hasSize(1);
    }

    @Test
    void theEndWaitsForWhatIsQueued() {
        open(WhenFull.DROP);
        for (int i = 0; i < 10; i++) {
            record();
        }
        slow.permits.release(1_000_000);
        sinks.close();

        assertThat(slow.events).hasSize(10);
    }

    @Test
    void whatIsNotWrittenAtTheEndIsCounted() {
        sinks = new Sinks(List.of(slow), LIMIT, WhenFull.DROP, Duration.ofMillis(50));
        sinks.register(meters);
        for (int i = 0; i < 10; i++) {
            record();
        }
        sinks.close();

        assertThat(counted("millrace.audit.dropped")).isEqualTo(10);
    }

    @Test
    void howeverManyStrangersThereAreNobodyElsesEventIsLost() {
        open(WhenFull.DROP);
        int ofStrangers = 0;
        for (int i = 0; i < 10_000; i++) {
            ofStrangers += sinks.tryPutOfStranger(event()) ? 1 : 0;
        }
        for (int i = 0; i < 20; i++) {
            assertThat(record()).isTrue();
        }

        assertThat(ofStrangers).isBetween(1, 20);
        assertThat(counted("millrace.audit.dropped")).isZero();
        slow.permits.release(1_000_000);
        int all = ofStrangers + 20;
        await().untilAsserted(() -> assertThat(slow.events).hasSize(all));
        await().untilAsserted(() ->
                assertThat(meters.get("millrace.audit.queued").gauge().value()).isZero());
    }

    private static RecordedEvent event() {
        return RecordedEvent.of(new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                "us-east-1",
                "000000000000",
                AuditedOperation.UNKNOWN,
                Face.AWS,
                new RequestOrigin(null, false, null, null, "a test", null),
                "request",
                UserIdentity.unknown(Optional.empty()),
                Asked.nothing(),
                Outcome.success(Optional.empty())));
    }

    /** Writes as many events as it is permitted. */
    private static final class SlowSink implements AuditSink {
        private final Semaphore permits = new Semaphore(0);
        private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        private volatile boolean failing;

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void write(List<RecordedEvent> batch) throws IOException, InterruptedException {
            permits.acquire(batch.size());
            if (failing) {
                throw new IOException("it fails");
            }
            events.addAll(batch);
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }
}
