package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.gateway.streams.ScalingCalls;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.StreamName;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The scaling policies of streams. The Kinesis API has none, so there is no operation of their own to be allowed: seeing one
 * takes the permission to describe the stream, setting it that to update the number of its shards, which is what it will do.
 */
public final class ScalingPolicies {
    private final RestCalls calls;
    private final ScalingCalls scaling;
    private final CallLimits limits;

    ScalingPolicies(RestCalls calls, ScalingCalls scaling, CallLimits limits) {
        this.calls = calls;
        this.scaling = scaling;
        this.limits = limits;
    }

    Mono<Optional<ScalingPolicyView>> find(String stream) {
        return as(Operation.DESCRIBE_STREAM_SUMMARY, stream, this::ofDescribed);
    }

    /** The policy of a stream that the caller has already been allowed to see. */
    public Mono<Optional<ScalingPolicyView>> ofDescribed(StreamName stream) {
        return scaling.find(stream).map(found -> found.map(ScalingPolicyView::of));
    }

    public Mono<Void> put(String stream, ScalingPolicyView policy) {
        return as(Operation.UPDATE_SHARD_COUNT, stream, name -> scaling.put(name, policy.toPolicy()));
    }

    /** Lets a stream keep its shards from now on. */
    public Mono<Void> delete(String stream) {
        return as(Operation.UPDATE_SHARD_COUNT, stream, scaling::delete);
    }

    private <T> Mono<T> as(Operation operation, String stream, Function<StreamName, Mono<T>> call) {
        DescribeStreamSummaryRequest names = new DescribeStreamSummaryRequest(stream, null);
        return calls.performAs(operation, names, () -> {
            names.validate();
            StreamName name = new StreamName(stream);
            limits.take(operation, name);
            return call.apply(name);
        });
    }
}
