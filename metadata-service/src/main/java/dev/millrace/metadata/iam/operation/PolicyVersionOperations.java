package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.internal.iam.v1.CreatePolicyVersionRequest;
import dev.millrace.internal.iam.v1.PolicyVersionListResult;
import dev.millrace.internal.iam.v1.PolicyVersionRequest;
import dev.millrace.internal.iam.v1.PolicyVersionResult;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Documents;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.PolicyVersion;
import dev.millrace.policy.PolicyKind;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The versions of managed policies, one of which counts. */
final class PolicyVersionOperations {
    private final Clock clock;

    PolicyVersionOperations(Clock clock) {
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, CreatePolicyVersionRequest request) {
        ManagedPolicy policy = PolicyOperations.own(account, request.getPolicyArn());
        String document = Documents.require(
                PolicyKind.IDENTITY,
                "policyDocument",
                request.hasPolicyDocument() ? request.getPolicyDocument() : null,
                account.quotas().managedPolicyBytes(),
                "PolicySize");
        if (policy.versions().size() >= account.quotas().policyVersions()) {
            throw IdentityErrors.tooManyVersions(account.quotas().policyVersions());
        }
        ManagedPolicy changed = policy.plus(document, clock.instant(), request.getSetAsDefault());
        PolicyVersion created = changed.find(changed.lastVersion()).orElseThrow();
        return Decision.put(
                changed,
                PolicyVersionResult.newBuilder()
                        .setPolicyVersion(IamMessages.toMessage(changed, created))
                        .build());
    }

    Decision<Identity, Message> get(AccountView account, PolicyVersionRequest request) {
        ManagedPolicy policy = account.policy(request.getPolicyArn());
        PolicyVersion version = version(policy, request);
        return Decision.unchanged(PolicyVersionResult.newBuilder()
                .setPolicyVersion(
                        IamMessages.toMessage(policy, version).toBuilder().setDocument(version.document()))
                .build());
    }

    Decision<Identity, Message> list(AccountView account, SubjectListRequest request) {
        ManagedPolicy policy = account.policy(request.getPolicyArn());
        List<PolicyVersion> versions = policy.versions().stream()
                .sorted(Comparator.comparing(PolicyVersion::versionId))
                .toList();
        Page<PolicyVersion> page = Page.of(versions, PolicyVersion::versionId, PageRequests.of(request));
        PolicyVersionListResult.Builder result =
                PolicyVersionListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(version -> result.addVersions(IamMessages.toMessage(policy, version)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> delete(AccountView account, PolicyVersionRequest request) {
        ManagedPolicy policy = PolicyOperations.own(account, request.getPolicyArn());
        PolicyVersion version = version(policy, request);
        if (version.number() == policy.defaultVersion()) {
            throw IdentityErrors.deleteConflict("Cannot delete the default version of a policy.");
        }
        return IamOperation.done(policy.without(version, clock.instant()));
    }

    Decision<Identity, Message> setDefault(AccountView account, PolicyVersionRequest request) {
        ManagedPolicy policy = PolicyOperations.own(account, request.getPolicyArn());
        return IamOperation.done(policy.withDefault(version(policy, request), clock.instant()));
    }

    private static PolicyVersion version(ManagedPolicy policy, PolicyVersionRequest request) {
        return policy.versions().stream()
                .filter(version -> version.versionId().equals(request.getVersionId()))
                .findFirst()
                .orElseThrow(() -> IdentityErrors.policyVersionNotFound(policy.arn(), request.getVersionId()));
    }
}
