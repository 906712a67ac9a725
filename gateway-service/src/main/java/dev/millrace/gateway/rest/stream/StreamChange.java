package dev.millrace.gateway.rest.stream;

import reactor.core.publisher.Mono;

/**
 * One call that a patch takes.
 *
 * @param member the patch's member that asks for it
 * @param call made on subscription
 */
record StreamChange(String member, Mono<Void> call) {}
