package dev.millrace.gateway.call;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told of a failure: the error that it is, or that something failed on our side, and no more. */
public final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The error to answer with; a failure that is none of the API's is logged here, once. */
    public static KinesisException toError(Throwable failure) {
        if (failure instanceof KinesisException expected) {
            return expected;
        }
        // Never the message: it may quote what the caller sent.
        log.error(
                "A request failed for a reason of ours: {} at {}",
                failure.getClass().getName(),
                placeOf(failure));
        return RequestErrors.internalFailure();
    }

    private static String placeOf(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}
