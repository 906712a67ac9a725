package dev.millrace.metadata.audit;

import java.util.Optional;

/**
 * A look-up.
 *
 * @param stretch where to look
 * @param after where an earlier look-up ended
 * @param most how many events are wanted
 */
public record EventQuery(EventRange stretch, EventFilter filter, Optional<LogPosition> after, int most) {}
