package dev.millrace.gateway.iam;

import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.ContextEntry;
import dev.millrace.internal.iam.v1.EvaluationResult;
import dev.millrace.internal.iam.v1.MatchedStatement;
import dev.millrace.internal.iam.v1.SimulateRequest;
import dev.millrace.internal.iam.v1.SimulateResult;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessExplanation;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.Caller;
import dev.millrace.policy.ContextKey;
import dev.millrace.policy.MatchBudget;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.RequestContext;
import dev.millrace.policy.ResourcePolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what would be decided, and why: by the same evaluation that decides, with the policies that a user or role has, or with
 * given ones.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
final class PolicySimulation {
    /** Each is an evaluation. */
    private static final int MOST_RESULTS = 1_000;

    /** For all of them together: some tens of milliseconds. */
    private static final long STEPS = 10_000_000;

    private static final String ANY = "*";

    private final IdentityMirror identities;
    private final PrincipalRights rights;
    private final Clock clock;

    PolicySimulation(IdentityMirror identities, PrincipalRights rights, Clock clock) {
        this.identities = identities;
        this.rights = rights;
        this.clock = clock;
    }

    /** With the policies of a user, group or role of the account, and given ones besides. */
    SimulateResult ofPrincipal(String accountId, SimulateRequest request) {
        String arn = IdentityNames.given(
                "policySourceArn", request.hasPolicySourceArn() ? request.getPolicySourceArn() : null);
        AccessRights source = IdentityArn.parse(arn)
                .filter(parsed -> parsed.accountId().equals(accountId))
                .flatMap(parsed -> identities.find(accountId, parsed.kind(), parsed.name()))
                .flatMap(rights::of)
                .orElseThrow(() -> new IdentityException(
                        IdentityErrorType.NO_SUCH_ENTITY, "The entity " + arn + " cannot be found."));
        return simulate(source, request);
    }

    /** With given policies alone, for any caller. */
    SimulateResult ofPolicies(AccessRights caller, SimulateRequest request) {
        Caller asUser = new Caller.User(
                caller.caller().account(),
                caller.caller().arn(),
                "",
                caller.caller().userId(),
                Map.of());
        return simulate(new AccessRights(asUser, ApplicablePolicies.NONE), request);
    }

    private SimulateResult simulate(AccessRights source, SimulateRequest request) {
        List<String> resources = request.getResourceArnsCount() == 0 ? List.of(ANY) : request.getResourceArnsList();
        if (request.getActionNamesCount() == 0) {
            throw IdentityErrors.constraint("actionNames", "Member must not be null");
        }
        if ((long) request.getActionNamesCount() * resources.size() > MOST_RESULTS) {
            throw IdentityErrors.invalidInput("More than " + MOST_RESULTS + " evaluations are asked for.");
        }
        ApplicablePolicies policies = policies(source.policies(), request);
        MatchBudget budget = new MatchBudget(STEPS);
        RequestContext context = context(request.getContextEntriesList());
        SimulateResult.Builder result = SimulateResult.newBuilder();
        for (String action : request.getActionNamesList()) {
            for (String resource : resources) {
                AccessRequest asked = new AccessRequest(
                        source.caller(), action, resource, owner(resource, source), clock.instant(), context, budget);
                AccessExplanation explanation = AccessExplanation.of(asked, policies);
                if (budget.isExhausted()) {
                    throw IdentityErrors.invalidInput(
                            "The policies and values are too long, or too many, to be simulated in one call.");
                }
                result.addEvaluationResults(toMessage(asked, explanation));
            }
        }
        return result.build();
    }

    private static ApplicablePolicies policies(ApplicablePolicies own, SimulateRequest request) {
        List<AttachedPolicy> granting = new ArrayList<>(own.identity());
        for (String document : request.getPolicyInputListList()) {
            granting.add(new AttachedPolicy(
                    "PolicyInputList." + (granting.size() - own.identity().size() + 1),
                    compile(PolicyKind.IDENTITY, document)));
        }
        ApplicablePolicies policies = own.withIdentity(granting);
        if (request.getPermissionsBoundaryPolicyInputListCount() > 0) {
            policies = policies.withBoundary(Optional.of(new AttachedPolicy(
                    "PermissionsBoundaryPolicyInputList.1",
                    compile(PolicyKind.BOUNDARY, request.getPermissionsBoundaryPolicyInputList(0)))));
        }
        return request.hasResourcePolicy()
                ? policies.withResource(Optional.of(ResourcePolicy.additional(
                        "ResourcePolicy", compile(PolicyKind.RESOURCE, request.getResourcePolicy()))))
                : policies;
    }

    private static PolicyDocument compile(PolicyKind kind, String document) {
        try {
            return PolicyDocument.parse(kind, document);
        } catch (PolicyFormatException e) {
            throw IdentityErrors.invalidInput("A policy is malformed: " + e.getMessage());
        }
    }

    private static RequestContext context(List<ContextEntry> entries) {
        Map<ContextKey, List<String>> values = new HashMap<>();
        entries.forEach(entry -> ContextKey.parse(entry.getContextKeyName())
                .ifPresent(key -> values.put(key, List.copyOf(entry.getContextKeyValuesList()))));
        return key -> values.getOrDefault(key, List.of());
    }

    /** {@code arn:aws:service:region:account:…} */
    private static String owner(String resource, AccessRights source) {
        String[] parts = resource.split(":", 6);
        return parts.length == 6 && !parts[4].isEmpty()
                ? parts[4]
                : source.caller().account();
    }

    private static EvaluationResult toMessage(AccessRequest asked, AccessExplanation explanation) {
        EvaluationResult.Builder result = EvaluationResult.newBuilder()
                .setEvalActionName(asked.action())
                .setEvalResourceName(asked.resource())
                .setEvalDecision(decision(explanation.decision()));
        explanation
                .matches()
                .forEach(match -> result.addMatchedStatements(MatchedStatement.newBuilder()
                        .setSourcePolicyId(match.policy())
                        .setSourcePolicyType(type(match))));
        explanation.missing().forEach(key -> result.addMissingContextValues(key.text()));
        return result.build();
    }

    private static String decision(AccessDecision decision) {
        if (decision.allowed()) {
            return "allowed";
        }
        return decision.explicitlyDenied() ? "explicitDeny" : "implicitDeny";
    }

    private static String type(AccessExplanation.MatchedStatement match) {
        if (match.kind() == PolicyKind.RESOURCE) {
            return "resource";
        }
        return IdentityArn.parse(match.policy())
                .map(arn -> arn.accountId().equals(IdentityArn.AWS) ? "aws-managed" : "user-managed")
                .orElse("none");
    }
}
