package dev.millrace.gateway.rest.scaling;

import dev.millrace.gateway.limits.CallLimits;
import dev.millrace.gateway.metadata.ScalingCalls;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.operation.Operation;
import dev.millrace.stream.StreamName;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The scaling policy of a stream. The Kinesis API has none, so there is no operation of its own to be allowed: seeing it takes
 * the permission to describe the stream, setting it that to update the number of its shards, which is what it will do.
 */
@RestController
@Tag(name = "Streams")
@RequestMapping("/v1/streams/{stream}/scaling-policy")
class ScalingPolicyResource {
    private final RestCalls calls;
    private final ScalingCalls scaling;
    private final CallLimits limits;

    ScalingPolicyResource(RestCalls calls, ScalingCalls scaling, CallLimits limits) {
        this.calls = calls;
        this.scaling = scaling;
        this.limits = limits;
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "The scaling policy of a stream")
    @GetMapping
    Mono<ScalingPolicyView> get(@PathVariable String stream) {
        return as(Operation.DESCRIBE_STREAM_SUMMARY, stream, scaling::find)
                .map(found -> found.map(ScalingPolicyView::of)
                        .orElseThrow(() -> new KinesisException(
                                ErrorType.RESOURCE_NOT_FOUND, "Stream " + stream + " has no scaling policy.")));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Sets when a provisioned stream grows and shrinks by itself")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> put(@PathVariable String stream, @RequestBody ScalingPolicyView policy) {
        return as(Operation.UPDATE_SHARD_COUNT, stream, name -> scaling.put(name, policy.toPolicy()));
    }

    @io.swagger.v3.oas.annotations.Operation(summary = "Lets a stream keep its shards from now on")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String stream) {
        return as(Operation.UPDATE_SHARD_COUNT, stream, scaling::delete);
    }

    private <T> Mono<T> as(Operation operation, String stream, Function<StreamName, Mono<T>> call) {
        return calls.performAs(operation, () -> {
            new DescribeStreamSummaryRequest(stream, null).validate();
            StreamName name = new StreamName(stream);
            limits.take(operation, name);
            return call.apply(name);
        });
    }
}
