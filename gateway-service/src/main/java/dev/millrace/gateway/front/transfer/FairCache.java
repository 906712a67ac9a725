package dev.millrace.gateway.front.transfer;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is kept because it takes time to make, for several holders. When there is no more room, it is the one who holds the most
 * that gives up what it used least recently: nobody pushes out another's who holds less.
 *
 * @param <K> of one holder
 */
public final class FairCache<K, V> {
    private final long limit;
    private final Map<String, Holder<K, V>> holders = new HashMap<>();
    private long used;

    /** @param limit of all weights together */
    public FairCache(long limit) {
        this.limit = limit;
    }

    /**
     * What is kept of a holder, or made now. It may be made twice by two who ask at the same time.
     *
     * @param weight in bytes, about; what weighs more than all that there is room for is not kept
     */
    public V get(String holder, K key, long weight, Function<K, V> make) {
        synchronized (this) {
            Holder<K, V> own = holders.get(holder);
            Kept<V> kept = own == null ? null : own.kept.get(key);
            if (kept != null) {
                return kept.value;
            }
        }
        V made = make.apply(key);
        keep(holder, key, new Kept<>(made, weight));
        return made;
    }

    private synchronized void keep(String holder, K key, Kept<V> made) {
        if (made.weight > limit) {
            return;
        }
        Holder<K, V> own = holders.computeIfAbsent(holder, unseen -> new Holder<>());
        Kept<V> before = own.kept.put(key, made);
        long more = made.weight - (before == null ? 0 : before.weight);
        own.used += more;
        used += more;
        while (used > limit) {
            giveUpOne();
        }
    }

    private void giveUpOne() {
        Map.Entry<String, Holder<K, V>> most = holders.entrySet().stream()
                .max((one, other) -> Long.compare(one.getValue().used, other.getValue().used))
                .orElseThrow();
        Holder<K, V> holder = most.getValue();
        Iterator<Kept<V>> eldest = holder.kept.values().iterator();
        long less = eldest.next().weight;
        eldest.remove();
        holder.used -= less;
        used -= less;
        if (holder.kept.isEmpty()) {
            holders.remove(most.getKey());
        }
    }

    /** What is kept now. */
    public synchronized long used() {
        return used;
    }

    private record Kept<V>(V value, long weight) {}

    private static final class Holder<K, V> {
        /** In the order of their last use. */
        final LinkedHashMap<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

        long used;
    }
}
