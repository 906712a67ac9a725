package dev.millrace.local;

import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Keeps silent about services whose start was interrupted because another one could not start: what that one said is what
 * matters, and would else stand among the stack traces of all others.
 */
final class InterruptedStart implements SpringBootExceptionReporter {
    @Override
    public boolean reportException(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof InterruptedException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
