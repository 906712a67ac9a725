package dev.millrace.shard.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryInstanceTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceLeaseTest {
    private static final LeaseSettings SETTINGS = new LeaseSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1), false);

    private final ManualLoop loop = new ManualLoop();
    private final MemoryInstanceTable table = new MemoryInstanceTable();
    private final List<UUID> ids = new ArrayList<>();
    private final List<Lease> lapsed = new ArrayList<>();
    private final InstanceLease instanceLease = new InstanceLease(table, SETTINGS, loop, loop, "self:1", () -> {
        ids.add(new UUID(0, ids.size() + 1));
        return ids.get(ids.size() - 1);
    });

    @BeforeEach
    void start() {
        instanceLease.onLapse(lapsed::add);
        instanceLease.start();
        loop.run();
    }

    private Lease lease() {
        return instanceLease.valid();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            loop.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void staysValidWhileItIsRenewed() {
        Lease lease = lease();

        pass(60);

        assertThat(lease()).isSameAs(lease);
        assertThat(table.row(lease.id()).beat()).isEqualTo(20);
    }

    @Test
    void aRenewalCountsFromBeforeItWasSent() {
        Lease lease = lease();
        pass(2);
        table.holdRenewals();
        pass(6);
        table.answerRenewals();
        loop.run();

        table.holdRenewals();
        pass(4);
        assertThat(lease.isValid()).isTrue();
        pass(1);
        assertThat(lease.isValid()).isFalse();
    }

    @Test
    void aRenewalWhoseAnswerComesTooLateRevivesNothing() {
        Lease lease = lease();
        table.holdRenewals();
        pass(10);
        assertThat(lease()).isNull();

        table.answerRenewals();
        loop.run();

        assertThat(lease.isValid()).isFalse();
        assertThat(lapsed).containsExactly(lease);
        assertThat(lease().id()).isNotEqualTo(lease.id());
    }

    @Test
    void aRenewalThatWasStoredAlthoughItsAnswerWasLostIsGoneOnFrom() {
        Lease lease = lease();
        table.holdRenewals();
        pass(3);
        table.loseRenewals();
        pass(5);

        assertThat(lease()).isSameAs(lease);
        assertThat(table.row(lease.id()).beat()).isGreaterThan(1);
    }

    @Test
    void whoIsDeclaredDeadStopsAtOnceAndBeginsANewLife() {
        Lease lease = lease();
        table.declareDead(lease.id(), 0);

        pass(3);

        assertThat(lapsed).containsExactly(lease);
        assertThat(lease.isValid()).isFalse();
        assertThat(lease().id()).isEqualTo(new UUID(0, 2));
    }

    @Test
    void afterAPauseNobodyNeedsToWaitForTheFormerLife() {
        Lease lease = lease();

        loop.pass(Duration.ofSeconds(30));

        assertThat(lapsed).containsExactly(lease);
        assertThat(table.row(lease.id()).alive()).isFalse();
        assertThat(table.row(lease().id()).alive()).isTrue();
    }
}
