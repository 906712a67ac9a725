package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Decides by policies: those of the caller, and that of what the call is done to. The account that streams belong to may do
 * everything with them by itself; nothing is looked up for it.
 */
final class PolicyAuthorizer implements Authorizer {
    private final PrincipalRights rights;
    private final Targets targets;
    private final ResourceAttachments attachments;
    private final String region;
    private final String account;
    private final Clock clock;

    /** @param account whose the streams are */
    PolicyAuthorizer(
            PrincipalRights rights,
            Targets targets,
            ResourceAttachments attachments,
            String region,
            String account,
            Clock clock) {
        this.rights = rights;
        this.targets = targets;
        this.attachments = attachments;
        this.region = region;
        this.account = account;
        this.clock = clock;
    }

    @Override
    public Mono<Void> authorize(Requester requester, Operation operation, KinesisRequest names) {
        return requester.isItself(account)
                ? Mono.empty()
                : targets.of(operation, names)
                        .flatMap(target -> authorize(requester, operation, target, names)
                                .then(Mono.defer(() -> authorizeTags(requester, target, names))));
    }

    /** What a caller creates with tags is decided on as if it were there already. */
    private Mono<Void> authorizeTags(Requester requester, Target target, KinesisRequest request) {
        return TagsAtCreation.of(request, target, clock.instant())
                .map(tags -> authorize(requester, tags.operation(), tags.target(), request))
                .orElse(Mono.empty());
    }

    private Mono<Void> authorize(Requester requester, Operation operation, Target target, KinesisRequest request) {
        return attachments
                .of(target.attachedTo())
                .flatMap(attached -> decide(requester, operation, target, request, attached));
    }

    @Override
    public Mono<Void> authorizeUnread(Requester requester, Operation operation) {
        return requester.isItself(account)
                ? Mono.empty()
                : Mono.defer(() -> decide(requester, operation, targets.anything(), null, Attachments.NONE));
    }

    private Mono<Void> decide(
            Requester requester,
            Operation operation,
            Target target,
            @Nullable KinesisRequest request,
            Attachments attached) {
        AccessRights caller = rights.of(requester.principal());
        ApplicablePolicies policies = caller.policies().withResource(attached.policy());
        CallConditions conditions = new CallConditions(conditions(requester), request, attached.tags());
        Instant now = clock.instant();
        List<AccessRequest> forms = target.arns().stream()
                .map(arn ->
                        new AccessRequest(caller.caller(), operation.action(), arn, target.account(), now, conditions))
                .toList();
        require(forms, policies);
        return Mono.empty();
    }

    private OriginConditions conditions(Requester requester) {
        return OriginConditions.of(requester, region);
    }

    /** @param forms of one request, which differ in how they name what it is done to */
    private static void require(List<AccessRequest> forms, ApplicablePolicies policies) {
        KinesisException refusal = null;
        boolean allowed = false;
        for (AccessRequest asked : forms) {
            AccessDecision decision = AccessDecision.of(asked, policies);
            if (decision.explicitlyDenied()) {
                throw AccessErrors.denied(decision.refusal(asked));
            }
            if (decision.allowed()) {
                allowed = true;
            } else if (refusal == null) {
                refusal = AccessErrors.denied(decision.refusal(asked));
            }
        }
        if (!allowed && refusal != null) {
            throw refusal;
        }
    }
}
