package dev.millrace.gateway.iam.sts;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.access.ProtectedResource;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.sts.v1.AssumeRoleRequest;
import dev.millrace.internal.sts.v1.AssumeRoleResult;
import dev.millrace.internal.sts.v1.AssumedRoleUser;
import dev.millrace.policy.RequestContext;
import dev.millrace.policy.ResourcePolicy;
import dev.millrace.signing.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Lets callers become roles, if both sides want it: the role's trust policy, and what the caller may do.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class RoleAssumption {
    private static final String ASSUME = "sts:AssumeRole";
    /** What setting tags on the session needs besides. */
    private static final String TAG = "sts:TagSession";

    private static final Duration USUAL = Duration.ofHours(1);
    /** For callers that have assumed a role already. */
    private static final Duration LONGEST_OF_CHAIN = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofHours(12);

    private final IdentityMirror identities;
    private final Decider decider;
    private final SessionTokens tokens;
    private final Clock clock;

    RoleAssumption(IdentityMirror identities, Decider decider, SessionTokens tokens, Clock clock) {
        this.identities = identities;
        this.decider = decider;
        this.tokens = tokens;
        this.clock = clock;
    }

    AssumeRoleResult assume(Requester requester, AssumeRoleRequest request) {
        Principal caller = requester.principal();
        if (caller.root() && caller.session().isPresent()) {
            throw new IdentityException(IdentityErrorType.ACCESS_DENIED, "Roles may not be assumed by root accounts.");
        }
        SessionRequest session = SessionRequest.of(request);
        // Callers that may not learn of a role get the same answer as if there were none.
        Role role = identities.findRole(session.roleArn()).orElseThrow(() -> denied(caller, session.roleArn()));
        require(ASSUME, requester, role, session);
        if (!session.scope().tags().isEmpty()) {
            require(TAG, requester, role, session);
        }
        Duration length = length(caller, role, request);
        SessionTokens.Issued issued = tokens.issue(
                role.naming().accountId(),
                role.naming().id(),
                session.scope(),
                clock.instant().plus(length),
                requester.mark());
        return AssumeRoleResult.newBuilder()
                .setCredentials(StsMessages.toMessage(issued))
                .setAssumedRoleUser(AssumedRoleUser.newBuilder()
                        .setAssumedRoleId(
                                role.naming().id() + ":" + session.scope().name())
                        .setArn(IdentityArn.ofAssumedRole(
                                role.naming().accountId(),
                                role.naming().name(),
                                session.scope().name())))
                .build();
    }

    private void require(String action, Requester requester, Role role, SessionRequest session) {
        decider.require(
                requester,
                action,
                ProtectedResource.of(role.arn(), role.naming().accountId())
                        .withPolicy(ResourcePolicy.mandatory(role.arn(), role.trust())),
                conditions(role, session),
                refusal -> new IdentityException(IdentityErrorType.ACCESS_DENIED, refusal));
    }

    private static RequestContext conditions(Role role, SessionRequest session) {
        return key -> switch (key.known()) {
            case EXTERNAL_ID -> session.externalId().map(List::of).orElse(List.of());
            case ROLE_SESSION_NAME -> List.of(session.scope().name());
            case DURATION_SECONDS -> List.of(Long.toString(session.length().toSeconds()));
            case RESOURCE_TAG, IDENTITY_TAG -> key.among(role.naming().tags());
            case REQUEST_TAG -> key.among(session.scope().tags());
            case TAG_KEYS -> List.copyOf(session.scope().tags().keySet());
            default -> List.of();
        };
    }

    private static Duration length(Principal caller, Role role, AssumeRoleRequest request) {
        if (!request.hasDurationSeconds()) {
            return USUAL;
        }
        Duration length = SessionLength.require(request.getDurationSeconds(), LONGEST);
        if (length.compareTo(role.longestSession()) > 0) {
            throw IdentityErrors.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        if (caller.kind() == Principal.Kind.ROLE && length.compareTo(LONGEST_OF_CHAIN) > 0) {
            throw IdentityErrors.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        return length;
    }

    private static IdentityException denied(Principal caller, String roleArn) {
        return new IdentityException(
                IdentityErrorType.ACCESS_DENIED,
                "User: " + caller.arn() + " is not authorized to perform: " + ASSUME + " on resource: " + roleArn);
    }
}
