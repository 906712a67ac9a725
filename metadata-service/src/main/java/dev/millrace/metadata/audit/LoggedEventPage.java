package dev.millrace.metadata.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a look-up found.
 *
 * @param next where to go on; empty at the end
 */
public record LoggedEventPage(List<LoggedEvent> events, Optional<LogPosition> next) {}
