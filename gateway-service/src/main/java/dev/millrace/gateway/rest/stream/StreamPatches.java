package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Applies a patch as the calls that it takes, one after the other, each authorized and limited for itself.
 *
 * <p>A call may leave the stream UPDATING for a while, during which the next one is refused; it is tried again until
 * the stream is ready, or the caller has waited long enough. A patch is not all or nothing: one that stops on the way says
 * how far it came.
 */
final class StreamPatches {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_PAUSES = 50;

    private final RestCalls calls;
    private final ScalingPolicies policies;
    private final ResourceArns arns;

    StreamPatches(RestCalls calls, ScalingPolicies policies, ResourceArns arns) {
        this.calls = calls;
        this.policies = policies;
        this.arns = arns;
    }

    Mono<Void> apply(String stream, StreamPatch patch) {
        return present(stream, patch)
                .map(present ->
                        new StreamChanges(calls, policies, stream, arns.stream(stream), patch, present).inOrder())
                .flatMap(this::apply);
    }

    private Mono<Optional<DescribeStreamSummaryResponse>> present(String stream, StreamPatch patch) {
        return patch.dependsOnPresent()
                ? calls.perform(new DescribeStreamSummaryRequest(stream, null), DescribeStreamSummaryResponse.class)
                        .map(Optional::of)
                : Mono.just(Optional.empty());
    }

    private Mono<Void> apply(List<StreamChange> changes) {
        Mono<Void> all = Mono.empty();
        List<String> applied = new ArrayList<>();
        for (StreamChange change : changes) {
            all = all.then(Mono.defer(() -> apply(change, List.copyOf(applied)))
                    .doOnSuccess(done -> applied.add(change.member())));
        }
        return all;
    }

    private Mono<Void> apply(StreamChange change, List<String> applied) {
        if (applied.isEmpty()) {
            return change.call();
        }
        return change.call()
                .retryWhen(Retry.fixedDelay(MOST_PAUSES, PAUSE)
                        .filter(StreamPatches::isStillUpdating)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .onErrorMap(KinesisException.class, failure -> stoppedAfter(applied, change, failure));
    }

    private static boolean isStillUpdating(Throwable failure) {
        return failure instanceof KinesisException refused && refused.type() == ErrorType.RESOURCE_IN_USE;
    }

    private static KinesisException stoppedAfter(List<String> applied, StreamChange change, KinesisException failure) {
        return new KinesisException(
                failure.type(),
                failure.getMessage() + " (at " + change.member() + "; applied before it: " + String.join(", ", applied)
                        + ")");
    }
}
