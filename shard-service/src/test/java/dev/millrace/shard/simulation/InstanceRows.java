package dev.millrace.shard.simulation;

import dev.millrace.shard.lease.InstanceTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The heartbeat rows, changed one after another whoever asks. */
public final class InstanceRows {
    private final Map<UUID, InstanceTable.Instance> rows = new TreeMap<>();

    /** The table as one process sees it. */
    public InstanceTable over(StoreLink link) {
        return new InstanceTable() {
            @Override
            public CompletionStage<Void> register(UUID id, String address) {
                return link.once(() -> {
                    rows.putIfAbsent(id, new Instance(id, address, 0, true));
                    return null;
                });
            }

            @Override
            public CompletionStage<Renewal> renew(UUID id, long beat) {
                return link.once(() -> renewed(id, beat));
            }

            @Override
            public CompletionStage<Boolean> declareDead(UUID id, long beat) {
                return link.once(() -> declaredDead(id, beat));
            }

            @Override
            public CompletionStage<Void> remove(UUID id) {
                return link.once(() -> {
                    rows.computeIfPresent(id, (same, row) -> row.alive() ? row : null);
                    return null;
                });
            }

            @Override
            public CompletionStage<List<Instance>> look() {
                return list();
            }

            @Override
            public CompletionStage<List<Instance>> list() {
                return link.once(() -> List.copyOf(rows.values()));
            }
        };
    }

    private InstanceTable.Renewal renewed(UUID id, long beat) {
        InstanceTable.Instance row = rows.get(id);
        if (row == null) {
            return new InstanceTable.Renewal(false, false, beat);
        }
        boolean applies = row.beat() == beat && row.alive();
        if (applies) {
            rows.put(id, new InstanceTable.Instance(id, row.address(), beat + 1, true));
        }
        return new InstanceTable.Renewal(applies, row.alive(), applies ? beat + 1 : row.beat());
    }

    private boolean declaredDead(UUID id, long beat) {
        InstanceTable.Instance row = rows.get(id);
        if (row == null || row.beat() != beat) {
            return false;
        }
        rows.put(id, new InstanceTable.Instance(id, row.address(), beat, false));
        return true;
    }
}
