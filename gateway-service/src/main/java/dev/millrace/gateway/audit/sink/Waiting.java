package dev.millrace.gateway.audit.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How a writing thread, which has nothing else to do, waits for an answer. */
final class Waiting {
    /** Longer than the deadlines of what is waited for: those tell more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Waiting() {}

    static <T> @Nullable T on(Mono<T> answer) throws IOException, InterruptedException {
        try {
            return answer.toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (TimeoutException tooLate) {
            throw new IOException("no answer within " + PATIENCE, tooLate);
        }
    }
}
