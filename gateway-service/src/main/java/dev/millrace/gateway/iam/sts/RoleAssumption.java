package dev.millrace.gateway.iam.sts;

import dev.millrace.gateway.access.OriginConditions;
import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.SessionTokens;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.sts.v1.AssumeRoleRequest;
import dev.millrace.internal.sts.v1.AssumeRoleResult;
import dev.millrace.internal.sts.v1.AssumedRoleUser;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.policy.ResourcePolicy;
import dev.millrace.signing.credentials.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    private final PrincipalRights rights;
    private final SessionTokens tokens;
    private final String region;
    private final Clock clock;

    RoleAssumption(
            IdentityMirror identities, PrincipalRights rights, SessionTokens tokens, String region, Clock clock) {
        this.identities = identities;
        this.rights = rights;
        this.tokens = tokens;
        this.region = region;
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
        AccessRights callers = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                callers.caller(),
                action,
                role.arn(),
                role.naming().accountId(),
                clock.instant(),
                context(requester, role, session));
        AccessDecision decision = AccessDecision.of(
                asked,
                callers.policies().withResource(Optional.of(ResourcePolicy.mandatory(role.arn(), role.trust()))));
        if (!decision.allowed()) {
            throw new IdentityException(IdentityErrorType.ACCESS_DENIED, decision.refusal(asked));
        }
    }

    private RequestContext context(Requester requester, Role role, SessionRequest session) {
        OriginConditions origin = OriginConditions.of(requester, region);
        return key -> switch (key.known()) {
            case EXTERNAL_ID -> session.externalId().map(List::of).orElse(List.of());
            case ROLE_SESSION_NAME -> List.of(session.scope().name());
            case DURATION_SECONDS -> List.of(Long.toString(session.length().toSeconds()));
            case RESOURCE_TAG, IDENTITY_TAG -> key.among(role.naming().tags());
            case REQUEST_TAG -> key.among(session.scope().tags());
            case TAG_KEYS -> List.copyOf(session.scope().tags().keySet());
            default -> origin.values(key);
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
