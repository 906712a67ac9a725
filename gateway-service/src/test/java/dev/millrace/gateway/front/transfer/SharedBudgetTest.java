package dev.millrace.gateway.front.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {
    private final SharedBudget budget = new SharedBudget(1000);

    @Test
    void oneAloneGetsHalfHoweverMuchItAsksFor() {
        assertThat(taken(10, "a")).isEqualTo(500);
    }

    @Test
    void othersFindRoomBesideOneThatTakesAllItCan() {
        taken(10, "a");

        assertThat(budget.tryReserve(100, "b", "key")).isTrue();
        assertThat(budget.tryReserve(10, "a")).isFalse();
    }

    @Test
    void manyAddressesWithOneKeyGetNoMoreThanOne() {
        long taken = IntStream.range(0, 100)
                .filter(address -> budget.tryReserve(10, "address " + address, "key"))
                .count();

        assertThat(taken).isEqualTo(50);
        assertThat(budget.tryReserve(10, "address 0", "another key")).isTrue();
    }

    @Test
    void oneBodyMayTakeAllThereIs() {
        assertThat(budget.tryReserve(1000, "a")).isTrue();
        assertThat(budget.tryReserve(1, "b")).isFalse();
    }

    @Test
    void whatIsGivenBackIsThereAgainAndNobodyIsRemembered() {
        SplittableRandom random = new SplittableRandom(7);
        int[] sizes = random.ints(200, 0, 50).toArray();
        String[] holders = random.ints(200, 0, 7).mapToObj(it -> "h" + it).toArray(String[]::new);
        boolean[] held = new boolean[200];
        for (int i = 0; i < 200; i++) {
            held[i] = budget.tryReserve(sizes[i], holders[i], "key");
            assertThat(budget.used()).isBetween(0L, 1000L);
        }
        for (int i = 0; i < 200; i++) {
            if (held[i]) {
                budget.release(sizes[i], holders[i], "key");
            }
        }

        assertThat(budget.used()).isZero();
        assertThat(budget.holders()).isZero();
        assertThat(taken(10, "a")).isEqualTo(500);
    }

    private long taken(long step, Object holder) {
        while (budget.tryReserve(step, holder)) {}
        return budget.used();
    }
}
