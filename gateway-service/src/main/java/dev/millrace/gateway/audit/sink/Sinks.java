package dev.millrace.gateway.audit.sink;

import dev.millrace.gateway.settings.AuditSettings.WhenFull;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All places that events go to. */
public final class Sinks implements AutoCloseable {
    /** More than an event usually takes; few take more. */
    private static final long ROOM = 16 * 1024;

    private static final Optional<Reservation> NOT_NEEDED = Optional.of(Reservation.NONE);

    private final List<SinkQueue> queues;
    private final WhenFull whenFull;
    private final Duration drainTime;

    /** @param limit in bytes, of what may wait for each place */
    public Sinks(List<AuditSink> sinks, long limit, WhenFull whenFull, Duration drainTime) {
        this.queues = sinks.stream().map(sink -> new SinkQueue(sink, limit)).toList();
        this.whenFull = whenFull;
        this.drainTime = drainTime;
        queues.forEach(SinkQueue::start);
    }

    public boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Room for an event in each queue; empty if there is none, and the call that would need it may not be performed. */
    public Optional<Reservation> reserve() {
        if (whenFull == WhenFull.DROP) {
            return NOT_NEEDED;
        }
        List<SinkQueue> reserved = new ArrayList<>(queues.size());
        for (SinkQueue queue : queues) {
            if (!queue.tryReserve(ROOM)) {
                reserved.forEach(it -> it.release(ROOM));
                return Optional.empty();
            }
            reserved.add(queue);
        }
        return Optional.of(new Reservation(ROOM));
    }

    /** Gives back the room for an event that is not needed. */
    public void release(Reservation reservation) {
        queues.forEach(queue -> queue.release(reservation.bytes()));
    }

    public void put(RecordedEvent event, Reservation reservation) {
        queues.forEach(queue -> queue.put(event, reservation.bytes()));
    }

    /**
     * Takes the event of a call of which nobody knows who made it. There is little room for such: however many come, none of them
     * takes that of another's.
     *
     * @return whether it is kept in all places
     */
    public boolean tryPutOfStranger(RecordedEvent event) {
        boolean kept = true;
        for (SinkQueue queue : queues) {
            kept &= queue.tryPutOfStranger(event);
        }
        return kept;
    }

    /** The places that could not be written to at the last attempt. */
    public List<String> failing() {
        return queues.stream().filter(SinkQueue::isFailing).map(SinkQueue::name).toList();
    }

    public void register(MeterRegistry registry) {
        for (SinkQueue queue : queues) {
            FunctionCounter.builder("millrace.audit.written", queue, SinkQueue::written)
                    .description("Audit events that were written")
                    .tag("sink", queue.name())
                    .register(registry);
            FunctionCounter.builder("millrace.audit.dropped", queue, SinkQueue::dropped)
                    .description("Audit events that were lost, because too many waited")
                    .tag("sink", queue.name())
                    .register(registry);
            Gauge.builder("millrace.audit.queued", queue, SinkQueue::queuedBytes)
                    .description("What audit events that wait take")
                    .baseUnit("bytes")
                    .tag("sink", queue.name())
                    .register(registry);
            Gauge.builder("millrace.audit.failing", queue, it -> it.isFailing() ? 1 : 0)
                    .description("1 while audit events cannot be written")
                    .tag("sink", queue.name())
                    .register(registry);
        }
    }

    /** Writes what waits, as long as there is time. */
    @Override
    public void close() {
        queues.forEach(queue -> queue.close(drainTime));
    }
}
