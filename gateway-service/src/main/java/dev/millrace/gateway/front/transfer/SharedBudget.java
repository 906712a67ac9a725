package dev.millrace.gateway.front.transfer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on what may be held in memory for one reason at a time, that no holder has to itself: none may hold more than it
 * leaves free. So one alone gets half, two get a third each, and the next one finds something.
 *
 * @see <a href="https://doi.org/10.1109/90.664262">Choudhury and Hahne: dynamic queue length thresholds</a>
 */
public final class SharedBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** Of holders that hold something. */
    private final ConcurrentHashMap<Object, Long> held = new ConcurrentHashMap<>();

    /** @param limit in bytes */
    public SharedBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Takes the bytes if they fit; the caller gives them back with {@link #release}.
     *
     * @param holders who each hold them, such as an address and an access key
     */
    public boolean tryReserve(long bytes, Object... holders) {
        long free = limit - used.addAndGet(bytes);
        if (free < 0) {
            used.addAndGet(-bytes);
            return false;
        }
        for (int i = 0; i < holders.length; i++) {
            if (held.merge(holders[i], bytes, Long::sum) > free + bytes) {
                giveBack(bytes, holders, i + 1);
                used.addAndGet(-bytes);
                return false;
            }
        }
        return true;
    }

    /** Makes bytes that others hold already count for one more, if it may hold as much. */
    boolean tryAdd(long bytes, Object holder) {
        long others = limit - used.get() + bytes;
        if (held.merge(holder, bytes, Long::sum) > others) {
            giveBack(bytes, new Object[] {holder}, 1);
            return false;
        }
        return true;
    }

    /** Gives bytes back that were taken for the same holders. */
    public void release(long bytes, Object... holders) {
        if (bytes != 0) {
            giveBack(bytes, holders, holders.length);
            used.addAndGet(-bytes);
        }
    }

    private void giveBack(long bytes, Object[] holders, int count) {
        for (int i = 0; i < count; i++) {
            held.computeIfPresent(holders[i], (holder, sum) -> sum > bytes ? Long.valueOf(sum - bytes) : null);
        }
    }

    /** What could be reserved now, by one who holds nothing. */
    public long available() {
        return Math.max(0, limit - used.get());
    }

    /** What is held now. */
    public long used() {
        return used.get();
    }

    /** How many hold something. */
    int holders() {
        return held.size();
    }
}
