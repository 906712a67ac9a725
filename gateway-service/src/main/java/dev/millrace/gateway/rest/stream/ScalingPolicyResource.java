package dev.millrace.gateway.rest.stream;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** The scaling policy of a stream, which is a member of the stream as well. */
@RestController
@Tag(name = "Streams")
@RequestMapping("/v1/streams/{stream}/scaling-policy")
class ScalingPolicyResource {
    private final ScalingPolicies policies;

    ScalingPolicyResource(ScalingPolicies policies) {
        this.policies = policies;
    }

    @Operation(summary = "The scaling policy of a stream")
    @GetMapping
    Mono<ScalingPolicyView> get(@PathVariable String stream) {
        return policies.find(stream)
                .map(found -> found.orElseThrow(() -> new KinesisException(
                        ErrorType.RESOURCE_NOT_FOUND, "Stream " + stream + " has no scaling policy.")));
    }

    @Operation(summary = "Sets when a provisioned stream grows and shrinks by itself")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> put(@PathVariable String stream, @RequestBody ScalingPolicyView policy) {
        return policies.put(stream, policy);
    }

    @Operation(summary = "Lets a stream keep its shards from now on")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String stream) {
        return policies.delete(stream);
    }
}
