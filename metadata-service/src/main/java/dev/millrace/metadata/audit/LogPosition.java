package dev.millrace.metadata.audit;

import java.time.Instant;
import java.util.UUID;

/** The place of an event in the log: those that follow it are older. */
public record LogPosition(Instant time, UUID id) {}
