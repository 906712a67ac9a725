package dev.millrace.gateway.call;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import org.slf4j.LoggerFactory;

/** What a caller is told of a failure: the error that it is, or that something failed on our side, and no more. */
public final class Failures {
    private static final FailureLog LOG = new FailureLog(
            "A request failed for a reason of ours: ",
            LoggerFactory.getLogger(Failures.class)::error,
            System::nanoTime);

    private Failures() {}

    /** The error to answer with; a failure that is none of the API's is told of in the log. */
    public static KinesisException toError(Throwable failure) {
        if (failure instanceof KinesisException expected) {
            return expected;
        }
        LOG.tell(failure);
        return RequestErrors.internalFailure();
    }
}
