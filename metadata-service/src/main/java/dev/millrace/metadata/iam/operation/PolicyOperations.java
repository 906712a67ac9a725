package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.CreatePolicyRequest;
import dev.millrace.internal.iam.v1.ListPoliciesRequest;
import dev.millrace.internal.iam.v1.PolicyListResult;
import dev.millrace.internal.iam.v1.PolicyResult;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.AwsManagedPolicies;
import dev.millrace.metadata.iam.Documents;
import dev.millrace.metadata.iam.Tagging;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.metadata.iam.model.PolicyVersion;
import dev.millrace.policy.PolicyKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Managed policies: create, get, list, delete. */
final class PolicyOperations {
    private final Clock clock;

    PolicyOperations(Clock clock) {
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, CreatePolicyRequest request) {
        String name = IdentityNames.name(IdentityKind.POLICY, request.getPolicyName());
        String document = Documents.require(
                PolicyKind.IDENTITY,
                "policyDocument",
                request.hasPolicyDocument() ? request.getPolicyDocument() : null,
                account.quotas().managedPolicyBytes(),
                "PolicySize");
        account.requireFree(IdentityKind.POLICY, name, Optional.empty());
        account.requireRoom(IdentityKind.POLICY);
        Instant now = clock.instant();
        Naming naming = new Naming(
                account.accountId(),
                IdentityKind.POLICY.newId(),
                IdentityNames.path(request.hasPath() ? request.getPath() : null),
                name,
                now,
                Tagging.add(Map.of(), IamMessages.entries(request.getTagsList()), account.quotas()));
        ManagedPolicy policy = new ManagedPolicy(
                naming,
                IdentityNames.description(request.getDescription()),
                List.of(new PolicyVersion(1, document, now)),
                1,
                1,
                now,
                0);
        return Decision.put(policy, result(policy, account));
    }

    Decision<Identity, Message> get(AccountView account, SubjectRequest request) {
        return Decision.unchanged(result(account.policy(request.getPolicyArn()), account));
    }

    Decision<Identity, Message> list(AccountView account, ListPoliciesRequest request) {
        Stream<ManagedPolicy> own = account.all(ManagedPolicy.class).stream();
        Stream<ManagedPolicy> policies = switch (request.hasScope() ? request.getScope() : "All") {
            case "All" -> Stream.concat(AwsManagedPolicies.all().stream(), own);
            case "AWS" -> AwsManagedPolicies.all().stream();
            case "Local" -> own;
            default ->
                throw IdentityErrors.constraint("scope", "Member must satisfy enum value set: [All, AWS, Local]");
        };
        List<ManagedPolicy> wanted = policies.filter(
                        policy -> policy.naming().path().startsWith(request.getPathPrefix()))
                .filter(policy -> !request.getOnlyAttached() || isUsed(account, policy))
                .sorted(Comparator.comparing(ManagedPolicy::arn))
                .toList();
        Page<ManagedPolicy> page = Page.of(wanted, ManagedPolicy::arn, PageRequests.of(request));
        PolicyListResult.Builder result = PolicyListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(policy -> result.addPolicies(IamMessages.toMessage(policy, account)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> delete(AccountView account, SubjectRequest request) {
        ManagedPolicy policy = own(account, request.getPolicyArn());
        if (isUsed(account, policy)) {
            throw IdentityErrors.deleteConflict("Cannot delete a policy attached to entities.");
        }
        if (policy.versions().size() > 1) {
            throw IdentityErrors.deleteConflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                            + " versions. The default version is deleted with the policy.");
        }
        return IamOperation.gone(policy);
    }

    private static boolean isUsed(AccountView account, ManagedPolicy policy) {
        return !account.holdersOf(PolicyHolder.class, policy.arn()).isEmpty()
                || !account.boundedBy(PolicyHolder.class, policy.arn()).isEmpty();
    }

    /** A policy that the account may change, which it may none of AWS's. */
    static ManagedPolicy own(AccountView account, String arn) {
        ManagedPolicy policy = account.policy(arn);
        if (policy.accountId().equals(IdentityArn.AWS)) {
            throw IdentityErrors.invalidInput("Policies of AWS cannot be changed: " + arn);
        }
        return policy;
    }

    private static PolicyResult result(ManagedPolicy policy, AccountView account) {
        return PolicyResult.newBuilder()
                .setPolicy(IamMessages.detailed(policy, account))
                .build();
    }
}
