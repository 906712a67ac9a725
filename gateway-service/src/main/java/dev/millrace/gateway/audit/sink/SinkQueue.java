package dev.millrace.gateway.audit.sink;

import dev.millrace.gateway.front.transfer.QueueBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to one place, and the thread that writes them there. Events that cannot be written are tried again, with
 * growing pauses, while those behind them wait; when all together take more than the queue's bound, it takes no more.
 */
final class SinkQueue {
    private static final Logger log = LoggerFactory.getLogger(SinkQueue.class);
    private static final int MOST_AT_ONCE = 512;
    private static final long MOST_BYTES_AT_ONCE = 1024 * 1024;
    private static final int PART_OF_STRANGERS = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AuditSink sink;
    private final QueueBudget budget;
    private final QueueBudget ofStrangers;
    private final Queue<Entry> events = new ConcurrentLinkedQueue<>();

    /** As many permits as there are events; and giving one blocks nobody. */
    private final Semaphore waiting = new Semaphore(0);

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile boolean failing;
    private volatile boolean closing;

    SinkQueue(AuditSink sink, long limit) {
        this.sink = sink;
        this.ofStrangers = new QueueBudget(limit / PART_OF_STRANGERS);
        this.budget = new QueueBudget(limit - limit / PART_OF_STRANGERS);
        this.writer = new Thread(this::run, "audit-" + sink.name());
        this.writer.setDaemon(true);
    }

    void start() {
        writer.start();
    }

    String name() {
        return sink.name();
    }

    boolean tryReserve(long bytes) {
        return budget.tryReserve(bytes);
    }

    void release(long bytes) {
        budget.release(bytes);
    }

    /**
     * Takes an event, or counts it as dropped.
     *
     * @param reserved what was reserved for it
     */
    void put(RecordedEvent event, long reserved) {
        long more = event.weight() - reserved;
        if (more > 0 && !budget.tryReserve(more)) {
            budget.release(reserved);
            dropped.incrementAndGet();
            return;
        }
        if (more < 0) {
            budget.release(-more);
        }
        add(new Entry(event, budget));
    }

    /** Takes an event of somebody unknown, if there is room for one more of those. */
    boolean tryPutOfStranger(RecordedEvent event) {
        if (!ofStrangers.tryReserve(event.weight())) {
            return false;
        }
        add(new Entry(event, ofStrangers));
        return true;
    }

    private void add(Entry entry) {
        taken.incrementAndGet();
        events.add(entry);
        waiting.release();
    }

    private void run() {
        try {
            while (true) {
                write(next());
            }
        } catch (InterruptedException stopped) {
            log.debug("The queue to {} ends", sink.name());
        }
    }

    private List<Entry> next() throws InterruptedException {
        waiting.acquire();
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        do {
            Entry entry = events.remove();
            batch.add(entry);
            bytes += entry.event.json().length;
        } while (batch.size() < MOST_AT_ONCE && bytes < MOST_BYTES_AT_ONCE && waiting.tryAcquire());
        return batch;
    }

    private void write(List<Entry> entries) throws InterruptedException {
        List<RecordedEvent> batch = entries.stream().map(Entry::event).toList();
        Duration pause = FIRST_PAUSE;
        while (!tryWrite(batch)) {
            if (closing) {
                throw new InterruptedException("no time is left to try again");
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        written.addAndGet(batch.size());
        entries.forEach(Entry::release);
    }

    private boolean tryWrite(List<RecordedEvent> batch) throws InterruptedException {
        try {
            sink.write(batch);
            if (failing) {
                log.info("Audit events are written to {} again", sink.name());
            }
            failing = false;
            return true;
        } catch (IOException | RuntimeException failure) {
            if (!failing) {
                log.warn("Audit events cannot be written to {}: {}", sink.name(), failure.toString());
            }
            failing = true;
            return false;
        }
    }

    /** Writes what waits as long as there is time, and counts the rest as dropped. */
    void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (queuedBytes() > 0 && writer.isAlive() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            closing = true;
            writer.interrupt();
            writer.join(LONGEST_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long lost = taken.get() - written.get();
        if (lost > 0) {
            dropped.addAndGet(lost);
            log.warn("{} audit events were not written to {} before the end", lost, sink.name());
        }
        sink.close();
    }

    long queuedBytes() {
        return budget.used() + ofStrangers.used();
    }

    long written() {
        return written.get();
    }

    long dropped() {
        return dropped.get();
    }

    /** Whether the last attempt to write failed. */
    boolean isFailing() {
        return failing;
    }

    /** @param from what it takes room of */
    private record Entry(RecordedEvent event, QueueBudget from) {
        void release() {
            from.release(event.weight());
        }
    }
}
