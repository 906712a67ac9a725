package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventMemoryTest {
    private static final String SLOW = "slow";
    private static final String OTHER = "other";

    private final EventMemory memory = new EventMemory(1_000);
    private final List<String> served = new ArrayList<>();

    @Test
    void nobodyHasAllOfIt() {
        while (memory.tryTake(SLOW, 10)) {
            assertThat(memory.current()).isLessThanOrEqualTo(500);
        }
        assertThat(memory.current()).isEqualTo(500);
        assertThat(memory.tryTake(OTHER, 250)).isTrue();
    }

    @Test
    void itHoldsHoweverManyThereAre() {
        IntStream.range(0, 10_000).forEach(consumer -> memory.tryTake(consumer, 10));

        assertThat(memory.current()).isBetween(900L, 1_000L);
    }

    @Test
    void whoFindsNoRoomWaitsAndOthersDoNot() {
        memory.take(SLOW, 500, () -> served.add("first"));
        memory.take(SLOW, 100, () -> served.add("second"));
        memory.take(OTHER, 100, () -> served.add("other"));
        assertThat(served).containsExactly("first", "other");

        memory.give(SLOW, 500);

        assertThat(served).containsExactly("first", "other", "second");
        assertThat(memory.current()).isEqualTo(200);
    }

    @Test
    void everybodyIsServedInTurn() {
        for (int i = 0; i < 100; i++) {
            String name = "event-" + i;
            memory.take(SLOW, 400, () -> served.add(name));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(served).hasSize(i + 1);
            memory.give(SLOW, 400);
        }
        assertThat(served).hasSize(100).startsWith("event-0", "event-1").endsWith("event-99");
        assertThat(memory.current()).isZero();
    }

    @Test
    void whatIsLargerThanAnyRoomGoesWhenNothingElseIsHeld() {
        memory.tryTake(OTHER, 1);
        memory.take(SLOW, 10_000, () -> served.add("large"));
        assertThat(served).isEmpty();

        memory.give(OTHER, 1);

        assertThat(served).containsExactly("large");
    }
}
