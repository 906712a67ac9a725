package dev.millrace.gateway.access;

import dev.millrace.gateway.call.Authorizer;
import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.identity.AccessRights;
import dev.millrace.gateway.identity.PrincipalRights;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.operation.Operation;
import java.time.Clock;
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
                : targets.of(names)
                        .flatMap(target -> attachments
                                .of(target)
                                .flatMap(attached -> decide(requester, operation, target, names, attached)));
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
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                operation.action(),
                target.arn(),
                target.account(),
                clock.instant(),
                new CallConditions(conditions(requester), request, attached.tags()));
        require(asked, caller.policies().withResource(attached.policy()));
        return Mono.empty();
    }

    private OriginConditions conditions(Requester requester) {
        return new OriginConditions(requester.origin(), region);
    }

    private static void require(AccessRequest asked, ApplicablePolicies policies) {
        AccessDecision decision = AccessDecision.of(asked, policies);
        if (!decision.allowed()) {
            throw AccessErrors.denied(decision.refusal(asked));
        }
    }
}
