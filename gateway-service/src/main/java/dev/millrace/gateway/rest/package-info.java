/**
 * The face for people and their tools: REST under {@code /v1}. {@code security} finds out who calls, {@code stream}, {@code record} and
 * {@code sse} hold the resources, {@code problem} how errors are reported. Each resource builds the same typed request that the AWS
 * face decodes, and goes the same way to its handler.
 */
@NullMarked
package dev.millrace.gateway.rest;

import org.jspecify.annotations.NullMarked;
