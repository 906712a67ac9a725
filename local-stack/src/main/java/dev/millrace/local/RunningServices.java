package dev.millrace.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The services of the stack: started all at once, stopped one after the other. */
final class RunningServices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServices.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Map<LocalService, CompletableFuture<ConfigurableApplicationContext>> contexts = new LinkedHashMap<>();
    private final ExecutorService starters = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "service-start");
        thread.setDaemon(true);
        return thread;
    });

    private RunningServices() {}

    /** Begins to start the services and returns at once. */
    static RunningServices start(List<LocalService> services) {
        RunningServices running = new RunningServices();
        for (LocalService service : services) {
            running.contexts.put(service, CompletableFuture.supplyAsync(service::run, running.starters));
        }
        return running;
    }

    /**
     * Waits until every service says that it is ready.
     *
     * @param storage what they wait for themselves; when that fails, so does this
     * @throws LocalStackException when one of them fails to start, or is not ready in time
     */
    void awaitReady(Duration timeout, CompletableFuture<?> storage) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Map.Entry<LocalService, CompletableFuture<ConfigurableApplicationContext>> entry : contexts.entrySet()) {
            ReadinessProbe probe = new ReadinessProbe(entry.getKey().managementPort());
            while (!isUp(entry.getKey(), entry.getValue()) || !probe.ready()) {
                failIfAnyFailed();
                if (storage.isCompletedExceptionally()) {
                    throw new LocalStackException(rootMessage(failureOf(storage)));
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new LocalStackException("The " + entry.getKey() + " is not ready after " + timeout);
                }
                Thread.sleep(20);
            }
        }
    }

    private static boolean isUp(LocalService service, CompletableFuture<ConfigurableApplicationContext> context) {
        return context.isDone() && contextOf(service, context).isRunning();
    }

    private void failIfAnyFailed() {
        contexts.forEach((service, context) -> {
            if (context.isCompletedExceptionally()) {
                contextOf(service, context);
            }
        });
    }

    private static ConfigurableApplicationContext contextOf(
            LocalService service, CompletableFuture<ConfigurableApplicationContext> context) {
        try {
            return context.join();
        } catch (CompletionException e) {
            throw new LocalStackException("The " + service + " did not start: " + rootMessage(e), e);
        }
    }

    private static Throwable failureOf(CompletableFuture<?> failed) {
        return failed.handle((nothing, failure) -> failure).join();
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** The gateway first: nothing new comes in, and what is under way still finds everyone at home. */
    @Override
    public void close() {
        contexts.forEach((service, context) -> {
            long started = System.nanoTime();
            try {
                // A service that still waits for Cassandra has nothing to lose.
                if (context.isDone() && !context.isCompletedExceptionally()) {
                    CompletableFuture.runAsync(context.join()::close, starters)
                            .get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn("The {} did not stop in an orderly way", service, e);
            }
            log.info("{} stopped in {} ms", service, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        });
        starters.shutdownNow();
    }
}
