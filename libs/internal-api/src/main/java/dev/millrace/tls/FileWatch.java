package dev.millrace.tls;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** Looks every five seconds whether files have been replaced, on a thread that may block. */
public final class FileWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private FileWatch() {}

    /**
     * Begins to look; what it returns ends that.
     *
     * @param look reads the files, and takes up what is new
     */
    public static Disposable start(Runnable look) {
        return Schedulers.boundedElastic()
                .schedulePeriodically(look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
}
