package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldRoomTest {
    private static final int LIMIT = 1_000_000;
    private static final int EVENT = 100_000;

    private final EventMemory memory = new EventMemory(LIMIT);
    private int asked;

    @Test
    void subscribersWithNothingToReadHoldNothing() {
        for (int i = 0; i < 10_000; i++) {
            new HeldRoom(consumer("quiet")).ofNextCall().execute(() -> asked++);
        }
        assertThat(asked).isEqualTo(10_000);
        assertThat(memory.current()).isZero();
    }

    /** All of them get one at once, and none of the readers takes it. */
    @Test
    void whatIsHeldStaysWithinTheBoundHoweverManyEventsComeAtOnce() {
        List<Subscriber> subscribers =
                Stream.generate(Subscriber::new).limit(1_000).toList();
        subscribers.forEach(Subscriber::ask);
        assertThat(asked).isEqualTo(1_000);

        subscribers.forEach(subscriber -> subscriber.come(EVENT, 5));
        assertThat(memory.current()).isPositive().isLessThanOrEqualTo(LIMIT);
        assertThat(subscribers.stream().filter(subscriber -> subscriber.got > 0))
                .as("had room")
                .hasSize(5);

        // Those without room ask again, each when there is some; in the end each has its event.
        asked = 0;
        subscribers.forEach(Subscriber::ask);
        assertThat(asked).isZero();
        for (boolean more = true; more; ) {
            more = false;
            for (Subscriber subscriber : subscribers) {
                more |= subscriber.go();
                assertThat(memory.current()).isLessThanOrEqualTo(LIMIT);
            }
        }
        assertThat(subscribers).allMatch(subscriber -> subscriber.got > 0);
    }

    @Test
    void whoCatchesUpAsksWhenThereIsRoomAndWhoHasCaughtUpAtOnce() {
        HeldEvents others = consumer("reader");
        assertThat(others.tryTake(LIMIT / 2)).isTrue();
        Subscriber behind = new Subscriber();
        behind.ask();
        others.give(EVENT);
        assertThat(behind.come(EVENT, 5)).isTrue();

        behind.ask();
        assertThat(asked).isEqualTo(1);
        others.give(EVENT);
        assertThat(asked).isEqualTo(2);
        assertThat(behind.come(EVENT / 2, 0)).isTrue();

        behind.ask();
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aCallThatEndedKeepsNothing() {
        HeldEvents held = consumer("reader");
        HeldRoom room = new HeldRoom(held);
        room.ofNextCall().execute(() -> asked++);
        room.take(event(EVENT, 5));
        held.give(EVENT);
        Executor lost = room.ofNextCall();
        lost.execute(() -> asked++);
        assertThat(memory.current()).isEqualTo(EVENT);

        room.ofNextCall();
        assertThat(memory.current()).isZero();
        held.take(EVENT, () -> asked++);
        held.close();
        assertThat(memory.current()).isZero();
    }

    @Test
    void whatWasPassedOnIsGivenBackByWhoGotIt() {
        HeldEvents subscription = consumer("reader");
        HeldEvents call = subscription.another();
        subscription.tryTake(2 * EVENT);
        subscription.passTo(call, EVENT);

        subscription.close();
        assertThat(memory.current()).isEqualTo(EVENT);
        call.give(EVENT);
        assertThat(memory.current()).isZero();
        call.close();
        subscription.passTo(call, EVENT);
        assertThat(memory.current()).isZero();
    }

    private HeldEvents consumer(String name) {
        return new HeldEvents(memory, new ConsumerKey(new StreamId(new UUID(1, 1)), name, OptionalLong.empty()));
    }

    private static SubscriptionEvent event(int bytes, long millisBehind) {
        return SubscriptionEvent.newBuilder()
                .addBlocks(BlockSlice.newBuilder().setBlock(ByteString.copyFrom(new byte[bytes])))
                .setMillisBehindLatest(millisBehind)
                .build();
    }

    private final class Subscriber {
        private final HeldEvents held = consumer("reader");
        private final HeldRoom room = new HeldRoom(held);
        private Executor call = room.ofNextCall();
        private boolean waits;
        private boolean unread;
        private int got;

        void ask() {
            call.execute(() -> {
                asked++;
                waits = true;
            });
        }

        boolean come(int bytes, long millisBehind) {
            boolean fits = room.take(event(bytes, millisBehind));
            got += fits ? 1 : 0;
            unread = fits;
            waits = false;
            if (!fits) {
                call = room.ofNextCall();
            }
            return fits;
        }

        /** Reads what there is, or gets what it has asked for; false when there is neither. */
        boolean go() {
            if (unread) {
                unread = false;
                held.give(EVENT);
                return true;
            }
            return waits && come(EVENT, 0);
        }
    }
}
