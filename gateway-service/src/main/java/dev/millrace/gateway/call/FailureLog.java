package dev.millrace.gateway.call;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of failures that are ours: each kind at once, and then every ten seconds with how often it has come since. While a service
 * is away every request fails, and a line for each would tell nothing more and fill the disk.
 */
final class FailureLog {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_KINDS = 200;
    private static final String OTHERS = "of one more kind";

    private final String what;
    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

    /** @param what each line begins with */
    FailureLog(String what, Consumer<String> log, LongSupplier nanoTime) {
        this.what = what;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Never its message: it may quote what the caller sent. */
    void tell(Throwable failure) {
        String description = describe(failure);
        String name = kinds.containsKey(description) || kinds.size() < MOST_KINDS ? description : OTHERS;
        long now = nanoTime.getAsLong();
        Kind kind = kinds.computeIfAbsent(name, unseen -> new Kind(now - QUIET_NANOS));
        long before = kind.countOneUntold(now);
        if (before >= 0) {
            log.accept(what + name + (before == 0 ? "" : ", and " + before + " more"));
        }
    }

    private static String describe(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        return failure.getClass().getName() + status(failure) + " at " + place;
    }

    private static String status(Throwable failure) {
        return failure instanceof StatusRuntimeException call
                ? " " + call.getStatus().getCode()
                : "";
    }

    private static final class Kind {
        private final AtomicLong toldAt;
        private final AtomicLong untold = new AtomicLong();

        Kind(long toldAt) {
            this.toldAt = new AtomicLong(toldAt);
        }

        /** How many others were not told of, if this one is to be told of; below zero if it is not. */
        long countOneUntold(long now) {
            long last = toldAt.get();
            if (now - last < QUIET_NANOS || !toldAt.compareAndSet(last, now)) {
                untold.incrementAndGet();
                return -1;
            }
            return untold.getAndSet(0);
        }
    }
}
