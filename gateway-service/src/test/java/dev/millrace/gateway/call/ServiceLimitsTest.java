package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.signing.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceLimitsTest {
    private static final String HERE = "111111111111";

    private final AtomicLong now = new AtomicLong();
    private final ServiceLimits limits = new ServiceLimits(Map.of("kms", 2, "iam", 100), now::get);

    @Test
    void anAccountsRateIsItsOwnAndComesBackWithTime() {
        assertThat(limits.tryTake("kms", user(HERE, "ada"))).isTrue();
        assertThat(limits.tryTake("kms", user(HERE, "ada"))).isTrue();
        assertThat(limits.tryTake("kms", user(HERE, "ada"))).isFalse();
        assertThat(limits.tryTake("kms", user("222222222222", "ada"))).isTrue();

        nextSecond();
        assertThat(limits.tryTake("kms", user(HERE, "ada"))).isTrue();
    }

    @Test
    void whoCallsWithoutEndTakesNothingFromOthersNorFromTheRoot() {
        for (int second = 0; second < 3; second++) {
            assertThat(taken(user(HERE, "loud"), 5_000)).isGreaterThanOrEqualTo(50);
            assertThat(taken(user(HERE, "quiet"), 20)).isEqualTo(20);
            assertThat(taken(Principal.rootOf(HERE), 100)).isEqualTo(100);
            nextSecond();
        }
    }

    @Test
    void whatOthersDoNotAskForIsForWhoeverAsksForMore() {
        taken(user(HERE, "loud"), 1_000);
        taken(user(HERE, "quiet"), 10);
        nextSecond();

        assertThat(taken(user(HERE, "quiet"), 10)).isEqualTo(10);
        assertThat(taken(user(HERE, "loud"), 1_000)).isEqualTo(90);
    }

    @Test
    void sessionsOfOneRoleAreOneCaller() {
        Principal first = role("first");
        assertThat(taken(first, 60)).isEqualTo(60);
        assertThat(taken(role("second"), 60)).isEqualTo(40);
    }

    @Test
    void allTogetherGetLittleMoreThanTheRateAndNobodyNothing() {
        int all = 0;
        for (int second = 0; second < 2; second++) {
            nextSecond();
            all = 0;
            for (int round = 0; round < 50; round++) {
                for (int caller = 0; caller < 20; caller++) {
                    all += taken(user(HERE, "caller" + caller), 1);
                }
            }
        }
        assertThat(all).isEqualTo(100);
    }

    @Test
    void whatHasNoRateIsNotLimited() {
        assertThat(IntStream.range(0, 1000).allMatch(i -> limits.tryTake("sts", user(HERE, "ada"))))
                .isTrue();
    }

    private int taken(Principal caller, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(i -> limits.tryTake("iam", caller))
                .count();
    }

    private void nextSecond() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    private static Principal user(String account, String name) {
        return new Principal(
                Principal.Kind.USER,
                "arn:aws:iam::" + account + ":user/" + name,
                account,
                name,
                name,
                Optional.empty());
    }

    private static Principal role(String session) {
        return new Principal(
                Principal.Kind.ROLE,
                "arn:aws:sts::" + HERE + ":assumed-role/reader/" + session,
                HERE,
                "AROA",
                "reader",
                Optional.of(new Principal.SessionScope(session, List.of(), Map.of())));
    }

    @Test
    void aRateIsPositive() {
        assertThatThrownBy(() -> new ServiceLimits(Map.of("kms", 0), now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
