package dev.millrace.service;

import dev.millrace.cassandra.installation.ForeignInstallationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has a service that was started on another installation's data end with that one sentence, and no stack trace. */
public final class ForeignInstallationAnalyzer extends AbstractFailureAnalyzer<ForeignInstallationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ForeignInstallationException cause) {
        return new FailureAnalysis(cause.getMessage(), null, rootFailure);
    }
}
