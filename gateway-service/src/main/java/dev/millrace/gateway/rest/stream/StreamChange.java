package dev.millrace.gateway.rest.stream;

import dev.millrace.protocol.message.KinesisRequest;

/**
 * One operation that a patch takes.
 *
 * @param member the patch's member that asks for it
 */
record StreamChange(String member, KinesisRequest request) {}
