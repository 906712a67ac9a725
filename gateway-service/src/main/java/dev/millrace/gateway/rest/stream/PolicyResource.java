package dev.millrace.gateway.rest.stream;

import dev.millrace.gateway.rest.NamedResources;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.message.DeleteResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyRequest;
import dev.millrace.protocol.message.GetResourcePolicyResponse;
import dev.millrace.protocol.message.PutResourcePolicyRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The policy of a stream or of a consumer: the document itself, as it was put. */
@RestController
@Tag(name = "Policies")
@RequestMapping({"/v1/streams/{stream}/policy", "/v1/streams/{stream}/consumers/{consumer}/policy"})
class PolicyResource {
    private final RestCalls calls;
    private final NamedResources resources;

    PolicyResource(RestCalls calls, NamedResources resources) {
        this.calls = calls;
        this.resources = resources;
    }

    @Operation(summary = "The policy document of a stream or consumer")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<String> get(@PathVariable String stream, @PathVariable(required = false) @Nullable String consumer) {
        return resources
                .arn(stream, consumer)
                .flatMap(arn -> calls.perform(new GetResourcePolicyRequest(arn), GetResourcePolicyResponse.class))
                .map(GetResourcePolicyResponse::policy);
    }

    @Operation(summary = "Sets the policy of a stream or consumer")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> put(
            @PathVariable String stream,
            @PathVariable(required = false) @Nullable String consumer,
            @RequestBody String policy) {
        return resources
                .arn(stream, consumer)
                .flatMap(arn -> calls.perform(new PutResourcePolicyRequest(arn, policy)))
                .then();
    }

    @Operation(summary = "Removes the policy of a stream or consumer")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String stream, @PathVariable(required = false) @Nullable String consumer) {
        return resources
                .arn(stream, consumer)
                .flatMap(arn -> calls.perform(new DeleteResourcePolicyRequest(arn)))
                .then();
    }
}
