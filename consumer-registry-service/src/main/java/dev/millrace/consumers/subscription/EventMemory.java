package dev.millrace.consumers.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A bound on the bytes of events that this instance holds at a time, for all consumers. None may hold more than it leaves free, so
 * that one whose readers are slow does not stop the others. Who finds no room waits; what is larger than any room goes when nothing else
 * is held. Thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/90.664262">Choudhury and Hahne: dynamic queue length thresholds</a>
 */
public final class EventMemory {
    private final long limit;
    private final Map<Object, Long> held = new HashMap<>();
    private final Map<Object, Queue<Waiter>> waiting = new HashMap<>();
    private long taken;

    /** @param limitBytes at least 1 */
    public EventMemory(long limitBytes) {
        this.limit = limitBytes;
    }

    private record Waiter(long bytes, Runnable task) {}

    /** Takes bytes if they fit now; they are given back with {@link #give}. */
    synchronized boolean tryTake(Object holder, long bytes) {
        boolean fits = fits(holder, bytes);
        if (fits) {
            taken += bytes;
            held.merge(holder, bytes, Long::sum);
        }
        return fits;
    }

    private boolean fits(Object holder, long bytes) {
        long after = taken + bytes;
        return taken == 0 || held.getOrDefault(holder, 0L) + bytes <= limit - after;
    }

    /** Takes bytes as soon as that can be, and then runs the task, here or on the thread of whoever gives some back. */
    void take(Object holder, long bytes, Runnable task) {
        synchronized (this) {
            waiting.computeIfAbsent(holder, none -> new ArrayDeque<>()).add(new Waiter(bytes, task));
        }
        serve();
    }

    void give(Object holder, long bytes) {
        synchronized (this) {
            taken -= bytes;
            held.computeIfPresent(holder, (who, sum) -> sum > bytes ? Long.valueOf(sum - bytes) : null);
        }
        serve();
    }

    /** Each holder's in turn: the first of one may be too large for now, or too much for it. */
    private void serve() {
        List<Runnable> tasks = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Map.Entry<Object, Queue<Waiter>>> each =
                            waiting.entrySet().iterator();
                    each.hasNext(); ) {
                Map.Entry<Object, Queue<Waiter>> holder = each.next();
                Queue<Waiter> queue = holder.getValue();
                for (Waiter next = queue.peek();
                        next != null && tryTake(holder.getKey(), next.bytes);
                        next = queue.peek()) {
                    queue.remove();
                    tasks.add(next.task);
                }
                if (queue.isEmpty()) {
                    each.remove();
                }
            }
        }
        tasks.forEach(Runnable::run);
    }

    /** What is held now. */
    public synchronized long current() {
        return taken;
    }
}
