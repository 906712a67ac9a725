package dev.millrace.shard.testing;

import dev.millrace.shard.lease.InstanceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Heartbeat rows in memory. It answers at once, unless renewals are held. */
public final class MemoryInstanceTable implements InstanceTable {
    private final Map<UUID, Instance> rows = new HashMap<>();
    private final List<CompletableFuture<Void>> heldRenewals = new ArrayList<>();
    private Runnable beforeDeclaring = () -> {};
    private boolean holding;
    private int lists;

    /** What happens just before somebody is declared dead. */
    public void beforeDeclaring(Runnable event) {
        beforeDeclaring = event;
    }

    /** From now on renewals take effect, and the answers wait. */
    public void holdRenewals() {
        holding = true;
    }

    public void answerRenewals() {
        holding = false;
        heldRenewals.forEach(renewal -> renewal.complete(null));
    }

    public void loseRenewals() {
        holding = false;
        heldRenewals.forEach(renewal -> renewal.completeExceptionally(new IllegalStateException("no answer")));
    }

    public Instance row(UUID id) {
        return rows.get(id);
    }

    @Override
    public CompletionStage<Void> register(UUID id, String address) {
        rows.put(id, new Instance(id, address, 0, true));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Renewal> renew(UUID id, long beat) {
        Instance row = rows.get(id);
        boolean applies = row.beat() == beat && row.alive();
        if (applies) {
            rows.put(id, new Instance(id, row.address(), beat + 1, true));
        }
        Renewal renewal = new Renewal(applies, row.alive(), rows.get(id).beat());
        CompletableFuture<Void> answered = new CompletableFuture<>();
        if (holding) {
            heldRenewals.add(answered);
        } else {
            answered.complete(null);
        }
        return answered.thenApply(done -> renewal);
    }

    @Override
    public CompletionStage<Boolean> declareDead(UUID id, long beat) {
        beforeDeclaring.run();
        Instance row = rows.get(id);
        if (row.beat() == beat) {
            rows.put(id, new Instance(id, row.address(), beat, false));
        }
        return CompletableFuture.completedFuture(row.beat() == beat);
    }

    @Override
    public CompletionStage<Void> remove(UUID id) {
        rows.remove(id);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<Instance>> look() {
        return CompletableFuture.completedFuture(new ArrayList<>(rows.values()));
    }

    public int lists() {
        return lists;
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        lists++;
        return CompletableFuture.completedFuture(new ArrayList<>(rows.values()));
    }
}
