package dev.millrace.local;

import dev.millrace.cassandra.LateAnswers;
import dev.millrace.cassandra.embedded.StartWatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The services of the stack: started all at once, stopped one after the other. */
final class RunningServices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServices.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

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
            running.contexts.put(service, CompletableFuture.supplyAsync(() -> run(service), running.starters));
        }
        return running;
    }

    /** A service whose start failed as Cassandra was late with an answer is started again, as an orchestrator would. */
    private static ConfigurableApplicationContext run(LocalService service) {
        while (true) {
            try {
                return service.run();
            } catch (RuntimeException e) {
                String late = LateAnswers.in(e).orElseThrow(() -> e);
                log.info("The {} is started again, as Cassandra was late: {}", service, late);
            }
            try {
                Thread.sleep(AGAIN_AFTER.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("The " + service + " was stopped before it was ready", e);
            }
        }
    }

    /**
     * Waits until every service says that it is ready, as long as anything gets on.
     *
     * @param storage what they wait for themselves; when that fails, so does this
     * @param storageActivity whether the storage has done anything, such as making tables
     * @throws LocalStackException when one of them fails to start, or nothing has happened for the patience
     */
    void awaitReady(Duration patience, CompletableFuture<?> storage, BooleanSupplier storageActivity)
            throws InterruptedException {
        Set<LocalService> ready = new LinkedHashSet<>();
        AtomicInteger readyBefore = new AtomicInteger();
        StartWatch watch = new StartWatch(
                patience,
                () -> storageActivity.getAsBoolean() | readyBefore.getAndSet(ready.size()) != ready.size(),
                // Until then Cassandra speaks for itself.
                () -> storage.isDone() ? "Waiting for the " + without(ready) : "");
        for (Map.Entry<LocalService, CompletableFuture<ConfigurableApplicationContext>> entry : contexts.entrySet()) {
            ReadinessProbe probe = new ReadinessProbe(entry.getKey().managementPort());
            while (!isUp(entry.getKey(), entry.getValue()) || !probe.ready()) {
                failIfAnyFailed();
                if (storage.isCompletedExceptionally()) {
                    throw new LocalStackException(rootMessage(failureOf(storage)));
                }
                if (watch.gaveUp()) {
                    throw new LocalStackException("The " + without(ready)
                            + " is not ready, and nothing has happened for " + patience.toMinutes() + " minutes");
                }
                Thread.sleep(20);
            }
            ready.add(entry.getKey());
        }
    }

    private String without(Set<LocalService> ready) {
        return contexts.keySet().stream()
                .filter(service -> !ready.contains(service))
                .map(LocalService::name)
                .collect(Collectors.joining(", "));
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
