package dev.millrace.shard.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.lease.InstanceTable.Renewal;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceTable} keeps to. */
public abstract class InstanceTableContractTest {
    private final UUID id = UUID.randomUUID();

    protected abstract InstanceTable table();

    protected abstract <T> T await(CompletionStage<T> stage);

    private Optional<Instance> row() {
        return await(table().list()).stream().filter(row -> row.id().equals(id)).findFirst();
    }

    private void register() {
        await(table().register(id, "host:1"));
    }

    @Test
    void whoRegistersIsAliveWithBeatZero() {
        register();

        assertThat(row()).contains(new Instance(id, "host:1", 0, true));
    }

    @Test
    void aRenewalRaisesTheBeatOnce() {
        register();

        assertThat(await(table().renew(id, 0))).isEqualTo(new Renewal(true, true, 1));
        assertThat(await(table().renew(id, 0))).isEqualTo(new Renewal(false, true, 1));
        assertThat(row()).contains(new Instance(id, "host:1", 1, true));
    }

    @Test
    void whoIsDeclaredDeadCannotRenew() {
        register();

        assertThat(await(table().declareDead(id, 0))).isTrue();

        Renewal renewal = await(table().renew(id, 0));
        assertThat(renewal.applied()).isFalse();
        assertThat(renewal.alive()).isFalse();
        assertThat(row()).contains(new Instance(id, "host:1", 0, false));
    }

    @Test
    void whoHasRenewedMeanwhileIsNotDeclaredDead() {
        register();
        await(table().renew(id, 0));

        assertThat(await(table().declareDead(id, 0))).isFalse();
        assertThat(row()).map(Instance::alive).contains(true);
    }

    @Test
    void onlyTheDeadAreRemoved() {
        register();
        await(table().remove(id));
        assertThat(row()).isPresent();

        await(table().declareDead(id, 0));
        await(table().remove(id));

        assertThat(row()).isEmpty();
        assertThat(await(table().renew(id, 0)).alive()).isFalse();
        assertThat(await(table().declareDead(id, 0))).isFalse();
        assertThat(row()).isEmpty();
    }
}
