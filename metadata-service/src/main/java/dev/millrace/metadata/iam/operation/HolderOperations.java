package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.AttachedPolicy;
import dev.millrace.internal.iam.v1.AttachedPolicyListResult;
import dev.millrace.internal.iam.v1.InlinePolicyListResult;
import dev.millrace.internal.iam.v1.InlinePolicyRequest;
import dev.millrace.internal.iam.v1.InlinePolicyResult;
import dev.millrace.internal.iam.v1.PutBoundaryRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Documents;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.policy.PolicyKind;
import java.util.List;
import java.util.Optional;

/** What users, groups and roles can be given: managed policies, inline policies and boundaries. The same for all three. */
final class HolderOperations {
    private final IdentityKind kind;

    /** @param kind whose operations these are */
    HolderOperations(IdentityKind kind) {
        this.kind = kind;
    }

    Decision<Identity, Message> attach(AccountView account, String holderName, String policyArn) {
        PolicyHolder holder = holder(account, holderName);
        ManagedPolicy policy =
                account.findPolicy(policyArn).orElseThrow(() -> IdentityErrors.policyNotAttachable(policyArn));
        Permissions changed = holder.permissions().attach(policy.arn());
        int limit = account.quotas().attachedPolicies();
        if (changed.attached().size() > limit) {
            throw IdentityErrors.quotaExceeded("PoliciesPer" + kind.title(), limit);
        }
        return change(holder, changed);
    }

    Decision<Identity, Message> detach(AccountView account, String holderName, String policyArn) {
        PolicyHolder holder = holder(account, holderName);
        if (!holder.permissions().attached().contains(policyArn)) {
            throw IdentityErrors.notAttached(policyArn);
        }
        return change(holder, holder.permissions().detach(policyArn));
    }

    Decision<Identity, Message> listAttached(AccountView account, String holderName, SubjectListRequest request) {
        List<IdentityArn> attached = holder(account, holderName).permissions().attached().stream()
                .flatMap(arn -> IdentityArn.parse(arn).stream())
                .filter(arn -> arn.path().startsWith(request.getPathPrefix()))
                .toList();
        Page<IdentityArn> page = Page.of(attached, IdentityArn::toString, PageRequests.of(request));
        AttachedPolicyListResult.Builder result =
                AttachedPolicyListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items()
                .forEach(arn -> result.addAttachedPolicies(
                        AttachedPolicy.newBuilder().setPolicyName(arn.name()).setPolicyArn(arn.toString())));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> putInline(AccountView account, String holderName, InlinePolicyRequest request) {
        PolicyHolder holder = holder(account, holderName);
        String name = IdentityNames.inlinePolicyName(request.hasPolicyName() ? request.getPolicyName() : null);
        String document = Documents.require(
                PolicyKind.IDENTITY,
                "policyDocument",
                request.hasPolicyDocument() ? request.getPolicyDocument() : null);
        Permissions changed = holder.permissions().put(name, document);
        int limit = switch (kind) {
            case USER -> account.quotas().inlineBytesPerUser();
            case GROUP -> account.quotas().inlineBytesPerGroup();
            case ROLE, POLICY -> account.quotas().inlineBytesPerRole();
        };
        if (changed.inlineSize() > limit) {
            throw IdentityErrors.inlinePoliciesTooLarge(limit, kind.arnPart() + " " + holderName);
        }
        return change(holder, changed);
    }

    Decision<Identity, Message> getInline(AccountView account, String holderName, InlinePolicyRequest request) {
        PolicyHolder holder = holder(account, holderName);
        InlinePolicyResult.Builder result = InlinePolicyResult.newBuilder()
                .setPolicyName(request.getPolicyName())
                .setPolicyDocument(inline(holder, request.getPolicyName()));
        switch (kind) {
            case USER -> result.setUserName(holderName);
            case GROUP -> result.setGroupName(holderName);
            case ROLE, POLICY -> result.setRoleName(holderName);
        }
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> deleteInline(AccountView account, String holderName, InlinePolicyRequest request) {
        PolicyHolder holder = holder(account, holderName);
        inline(holder, request.getPolicyName());
        return change(holder, holder.permissions().remove(request.getPolicyName()));
    }

    private String inline(PolicyHolder holder, String name) {
        return Optional.ofNullable(holder.permissions().inline().get(name))
                .orElseThrow(() -> IdentityErrors.inlinePolicyNotFound(kind, name));
    }

    Decision<Identity, Message> listInline(AccountView account, String holderName, SubjectListRequest request) {
        List<String> names =
                List.copyOf(holder(account, holderName).permissions().inline().keySet());
        Page<String> page = Page.of(names, name -> name, PageRequests.of(request));
        InlinePolicyListResult.Builder result = InlinePolicyListResult.newBuilder()
                .addAllPolicyNames(page.items())
                .setIsTruncated(page.isTruncated());
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> putBoundary(AccountView account, String holderName, PutBoundaryRequest request) {
        PolicyHolder holder = holder(account, holderName);
        return change(holder, Boundaries.put(account, holder.permissions(), request.getPermissionsBoundary()));
    }

    Decision<Identity, Message> deleteBoundary(AccountView account, String holderName) {
        PolicyHolder holder = holder(account, holderName);
        if (holder.permissions().boundary().isEmpty()) {
            throw IdentityErrors.noBoundary(kind, holderName);
        }
        return change(holder, holder.permissions().withBoundary(Optional.empty()));
    }

    /** Makes sure that what is to be deleted has no policies left. */
    static void requireNoPolicies(PolicyHolder holder) {
        if (!holder.permissions().attached().isEmpty()) {
            throw IdentityErrors.mustFirst("detach all policies");
        }
        if (!holder.permissions().inline().isEmpty()) {
            throw IdentityErrors.mustFirst("delete policies");
        }
    }

    private PolicyHolder holder(AccountView account, String name) {
        return switch (kind) {
            case USER -> account.user(name);
            case GROUP -> account.group(name);
            case ROLE, POLICY -> account.role(name);
        };
    }

    private static Decision<Identity, Message> change(PolicyHolder holder, Permissions changed) {
        return changed.equals(holder.permissions()) ? IamOperation.nothing() : IamOperation.done(holder.with(changed));
    }
}
