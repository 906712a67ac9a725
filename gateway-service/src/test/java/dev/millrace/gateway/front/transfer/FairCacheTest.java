package dev.millrace.gateway.front.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairCacheTest {
    private final FairCache<Integer, String> cache = new FairCache<>(1000);
    private final List<String> made = new ArrayList<>();

    @Test
    void whatWasMadeIsKept() {
        get("a", 1, 100);
        get("a", 1, 100);

        assertThat(made).containsExactly("a1");
        assertThat(cache.used()).isEqualTo(100);
    }

    @Test
    void oneAloneHasAllThereIsAndKeepsWhatItUses() {
        for (int i = 0; i < 1000; i++) {
            get("a", i, 100);
            get("a", 0, 100);
        }

        assertThat(cache.used()).isEqualTo(1000);
        assertThat(made).hasSize(1000);
    }

    @Test
    void whoeverHasTheMostGivesUpAndNobodyElse() {
        for (int i = 0; i < 3; i++) {
            get("small", i, 100);
        }
        for (int i = 0; i < 10_000; i++) {
            get("large", i, 70);
        }
        made.clear();
        for (int i = 0; i < 3; i++) {
            get("small", i, 100);
        }

        assertThat(made).isEmpty();
        assertThat(cache.used()).isBetween(930L, 1000L);
    }

    @Test
    void manyHaveEqualShares() {
        for (int i = 0; i < 100; i++) {
            for (String account : List.of("a", "b", "c", "d", "e")) {
                get(account, i, 50);
            }
        }
        made.clear();
        for (String account : List.of("a", "b", "c", "d", "e")) {
            get(account, 99, 50);
            get(account, 98, 50);
            get(account, 97, 50);
        }

        assertThat(made).isEmpty();
    }

    @Test
    void whatHasNoRoomIsMadeAndPushesNothingOut() {
        get("a", 1, 900);

        assertThat(cache.get("b", 1, 1001, key -> "large")).isEqualTo("large");
        assertThat(cache.used()).isEqualTo(900);
    }

    private void get(String account, int key, long weight) {
        String value = cache.get(account, key, weight, it -> {
            made.add(account + it);
            return account + it;
        });
        assertThat(value).isEqualTo(account + key);
    }
}
