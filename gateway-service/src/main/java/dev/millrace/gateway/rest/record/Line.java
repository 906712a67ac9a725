package dev.millrace.gateway.rest.record;

import org.jspecify.annotations.Nullable;

/**
 * A line of a body.
 *
 * @param number from 1 on
 * @param bytes without its end; null if there were too many to be kept
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Line(long number, byte @Nullable [] bytes) {}
