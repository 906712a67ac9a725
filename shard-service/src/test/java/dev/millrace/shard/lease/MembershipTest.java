package dev.millrace.shard.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryInstanceTable;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final UUID SELF = new UUID(0, 1);
    private static final LeaseSettings SETTINGS = new LeaseSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1), false);

    private final ManualLoop loop = new ManualLoop();
    private final MemoryInstanceTable rows = new MemoryInstanceTable();
    private final InstanceLease lease = new InstanceLease(rows, SETTINGS, loop, loop, "self:1", () -> SELF);
    private final Membership membership = new Membership(rows, SETTINGS, loop, loop, lease);

    @BeforeEach
    void start() {
        lease.start();
        loop.run();
        membership.start();
        loop.run();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            loop.pass(Duration.ofSeconds(1));
        }
    }

    private boolean isAlive(UUID id) {
        return membership.isAlive(id).toCompletableFuture().join();
    }

    @Test
    void whoseBeatStandsStillForTheWholeLeaseAndTheMarginIsDead() {
        UUID other = new UUID(0, 2);
        rows.register(other, "other:1");
        pass(13);
        assertThat(isAlive(other)).isTrue();

        pass(1);

        assertThat(isAlive(other)).isFalse();
        assertThat(membership.alive()).extracting(Instance::id).containsExactly(SELF);
    }

    @Test
    void whoRenewsStaysAlive() {
        UUID other = new UUID(0, 2);
        rows.register(other, "other:1");
        for (int beat = 0; beat < 10; beat++) {
            pass(11);
            rows.renew(other, beat);
        }

        assertThat(isAlive(other)).isTrue();
    }

    @Test
    void aRenewalAtTheLastMomentSaves() {
        UUID other = new UUID(0, 2);
        rows.register(other, "other:1");
        pass(13);
        rows.beforeDeclaring(() -> rows.renew(other, 0));

        pass(1);

        assertThat(isAlive(other)).isTrue();
    }

    @Test
    void watchingTheOthersTakesNoSerialRead() {
        rows.register(new UUID(0, 2), "other:1");
        pass(60);

        assertThat(rows.lists()).isZero();
    }

    @Test
    void anOwnerThatRegisteredAfterTheLastLookIsAskedFor() {
        UUID other = new UUID(0, 2);
        rows.register(other, "other:1");

        assertThat(isAlive(other)).isTrue();
        assertThat(isAlive(new UUID(0, 3))).isFalse();
    }

    @Test
    void shardsSpreadAndFewMoveWhenAnInstanceJoins() {
        for (int i = 2; i <= 4; i++) {
            rows.register(new UUID(0, i), "other:" + i);
        }
        pass(1);
        Map<ShardKey, UUID> before = owners();
        rows.register(new UUID(0, 5), "other:5");
        pass(1);
        Map<ShardKey, UUID> after = owners();

        long moved = before.keySet().stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .count();
        assertThat(moved).isBetween(100L, 320L);
        assertThat(before.keySet())
                .allMatch(key ->
                        after.get(key).equals(before.get(key)) || after.get(key).equals(new UUID(0, 5)));
        assertThat(after.values().stream().collect(Collectors.groupingBy(id -> id, Collectors.counting())))
                .hasSize(5)
                .allSatisfy((id, shards) -> assertThat(shards).isBetween(120L, 300L));
    }

    @Test
    void anInstanceThatComesBackUnderANewIdHasWhatItHad() {
        rows.register(new UUID(0, 2), "other:2");
        rows.register(new UUID(0, 3), "other:3");
        pass(1);
        Map<ShardKey, String> before = ownerAddresses();
        rows.declareDead(new UUID(0, 2), 0);
        rows.register(new UUID(0, 4), "other:2");
        pass(1);

        assertThat(ownerAddresses()).isEqualTo(before);
        assertThat(owners()).doesNotContainValue(new UUID(0, 2));
    }

    private Map<ShardKey, String> ownerAddresses() {
        Map<ShardKey, String> owners = new HashMap<>();
        owners().keySet()
                .forEach(key -> owners.put(
                        key, membership.preferredOwner(key).orElseThrow().address()));
        return owners;
    }

    private Map<ShardKey, UUID> owners() {
        return IntStream.range(0, 1_000)
                .mapToObj(shard -> new ShardKey(new StreamId(new UUID(7, 7)), shard))
                .collect(Collectors.toMap(
                        key -> key,
                        key -> membership.preferredOwner(key).orElseThrow().id()));
    }
}
