package dev.millrace.gateway.call;

import java.io.IOException;
import java.util.function.Consumer;
import reactor.core.publisher.Hooks;
import reactor.netty.channel.AbortedException;

/**
 * Failures that came when nobody was waiting for them any more. Without this Reactor would write each into the log, with its
 * message, which may quote what a caller sent.
 */
final class DroppedFailures {
    private final FailureLog failures;

    DroppedFailures(Consumer<String> log) {
        failures = new FailureLog("A request failed when it was over: ", log, System::nanoTime);
    }

    /** Begins to be told of them, in the whole process. */
    void watch() {
        Hooks.onErrorDropped(this::tell);
    }

    private void tell(Throwable failure) {
        // That a client has gone is nothing to tell of.
        if (!(failure instanceof IOException || failure instanceof AbortedException)) {
            failures.tell(failure);
        }
    }
}
