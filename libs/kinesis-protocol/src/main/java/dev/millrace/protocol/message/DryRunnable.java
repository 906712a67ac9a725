package dev.millrace.protocol.message;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import org.jspecify.annotations.Nullable;

/** A request that may be a trial: it is checked as ever, and then refused instead of done. */
public interface DryRunnable {
    @Nullable Boolean dryRun();

    /**
     * To be called when nothing else is left to check.
     *
     * @throws KinesisException a DryRunOperationException if the request is a trial
     */
    default void endIfDryRun() {
        if (Boolean.TRUE.equals(dryRun())) {
            throw RequestErrors.dryRun();
        }
    }
}
