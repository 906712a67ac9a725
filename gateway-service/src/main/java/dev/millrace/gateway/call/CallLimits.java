package dev.millrace.gateway.call;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.DryRunnable;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.Permits;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often operations may be called in a second, for the account or for each stream. Every gateway counts for itself, so
 * several of them together let more through; the limits of shards are kept by their owners and are exact.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public final class CallLimits {
    /** In the place of an operation's name: trials of a stream, of whichever operation. */
    private static final String TRIALS = "DryRun";

    private static final int TRIALS_PER_SECOND = 1;
    private static final int MAX_STREAMS = 10_000;

    private final String account;
    private final LongSupplier nanoTime;
    private final Map<Operation, Permits> ofAccount = new EnumMap<>(Operation.class);
    private final Map<Operation, LoadingCache<StreamName, Permits>> ofStreams = new EnumMap<>(Operation.class);
    private final @Nullable LoadingCache<StreamName, Permits> trials;

    private CallLimits(Map<Operation, Integer> rates, int trialsPerSecond, String account, LongSupplier nanoTime) {
        this.account = account;
        this.nanoTime = nanoTime;
        rates.forEach(this::limit);
        this.trials = trialsPerSecond == 0 ? null : byStream(trialsPerSecond);
    }

    /**
     * The rates of the operations, but for those that are set.
     *
     * @param set by the operation's name, or {@code DryRun} for trials of all operations together
     * @throws IllegalArgumentException if a name is no operation's, or of one that has no rate, or a rate is not positive
     */
    public static CallLimits of(Map<String, Integer> set, String account, LongSupplier nanoTime) {
        Map<Operation, Integer> rates = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            if (operation.callRate().isLimited()) {
                rates.put(operation, operation.callRate().perSecond());
            }
        }
        set.forEach((name, rate) -> {
            if (rate <= 0) {
                throw new IllegalArgumentException("the rate of " + name + " must be positive");
            }
            if (!name.equals(TRIALS)) {
                rates.replace(limited(name), rate);
            }
        });
        return new CallLimits(rates, set.getOrDefault(TRIALS, TRIALS_PER_SECOND), account, nanoTime);
    }

    private static Operation limited(String name) {
        Operation operation =
                Operation.find(name).orElseThrow(() -> new IllegalArgumentException("no operation " + name));
        if (!operation.callRate().isLimited()) {
            throw new IllegalArgumentException(name + " has no rate of calls: it has the limits of shards");
        }
        return operation;
    }

    /** Lets everything through. */
    public static CallLimits none(String account, LongSupplier nanoTime) {
        return new CallLimits(Map.of(), 0, account, nanoTime);
    }

    private void limit(Operation operation, int rate) {
        if (operation.callRate().ofEachStream()) {
            ofStreams.put(operation, byStream(rate));
        } else {
            ofAccount.put(operation, Permits.perSecond(rate, nanoTime.getAsLong()));
        }
    }

    private LoadingCache<StreamName, Permits> byStream(int rate) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_STREAMS)
                .expireAfterAccess(Duration.ofSeconds(10))
                .executor(Runnable::run)
                .build(stream -> Permits.perSecond(rate, nanoTime.getAsLong()));
    }

    /**
     * Takes a permit of the account.
     *
     * @throws KinesisException a LimitExceededException if there is none
     */
    public void take(Operation operation) {
        Permits permits = ofAccount.get(operation);
        if (permits != null && !tryTake(permits)) {
            throw StreamErrors.rateExceeded();
        }
    }

    /**
     * Takes a permit of the stream or, where the operation is limited for all streams together, of the account.
     *
     * @throws KinesisException a LimitExceededException if there is none
     */
    public void take(Operation operation, StreamName stream) {
        LoadingCache<StreamName, Permits> streams = ofStreams.get(operation);
        Permits permits = streams != null ? streams.get(stream) : ofAccount.get(operation);
        if (permits != null && !tryTake(permits)) {
            throw StreamErrors.rateExceeded(stream, account);
        }
    }

    /**
     * To be called when nothing else of a request is left to check. Does nothing to one that is meant.
     *
     * @throws KinesisException a DryRunOperationException if the request is a trial, or a ThrottlingException if the stream has had
     *     as many as it may
     */
    public void endTrial(DryRunnable request, StreamName stream) {
        if (trials != null && Boolean.TRUE.equals(request.dryRun()) && !tryTake(trials.get(stream))) {
            throw StreamErrors.trialsExceeded(stream, account);
        }
        request.endIfDryRun();
    }

    private boolean tryTake(Permits permits) {
        synchronized (permits) {
            return permits.tryTake(nanoTime.getAsLong());
        }
    }
}
