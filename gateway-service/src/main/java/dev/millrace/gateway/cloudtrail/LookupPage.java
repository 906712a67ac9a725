package dev.millrace.gateway.cloudtrail;

import dev.millrace.internal.audit.v1.LoggedEvent;
import java.util.List;
import java.util.Optional;

/** Events, newest first, and the token to go on with. */
public record LookupPage(List<LoggedEvent> events, Optional<String> nextToken) {}
