package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.CreateRoleRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.RoleListResult;
import dev.millrace.internal.iam.v1.RoleResult;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UpdateAssumeRolePolicyRequest;
import dev.millrace.internal.iam.v1.UpdateRoleRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Documents;
import dev.millrace.metadata.iam.Tagging;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.policy.PolicyKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Roles: create, get, list, change, delete. */
final class RoleOperations {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Clock clock;

    RoleOperations(Clock clock) {
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, CreateRoleRequest request) {
        String name = IdentityNames.name(IdentityKind.ROLE, request.getRoleName());
        String trust = trustPolicy(
                account,
                "assumeRolePolicyDocument",
                request.hasAssumeRolePolicyDocument() ? request.getAssumeRolePolicyDocument() : null);
        account.requireFree(IdentityKind.ROLE, name, Optional.empty());
        account.requireRoom(IdentityKind.ROLE);
        Naming naming = new Naming(
                account.accountId(),
                IdentityKind.ROLE.newId(),
                IdentityNames.path(request.hasPath() ? request.getPath() : null),
                name,
                clock.instant(),
                Tagging.add(Map.of(), IamMessages.entries(request.getTagsList()), account.quotas()));
        Permissions permissions = request.hasPermissionsBoundary()
                ? Boundaries.put(account, Permissions.NONE, request.getPermissionsBoundary())
                : Permissions.NONE;
        Role role = new Role(
                naming,
                permissions,
                trust,
                IdentityNames.description(request.getDescription()),
                request.hasMaxSessionDuration() ? session(request.getMaxSessionDuration()) : SHORTEST,
                0);
        return Decision.put(role, result(role));
    }

    Decision<Identity, Message> get(AccountView account, SubjectRequest request) {
        return Decision.unchanged(result(account.role(request.getRoleName())));
    }

    Decision<Identity, Message> list(AccountView account, ListRequest request) {
        List<Role> roles = account.all(Role.class).stream()
                .filter(role -> role.naming().path().startsWith(request.getPathPrefix()))
                .toList();
        Page<Role> page = Page.of(roles, role -> role.naming().name(), PageRequests.of(request));
        RoleListResult.Builder result = RoleListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(role -> result.addRoles(IamMessages.toMessage(role)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> update(AccountView account, UpdateRoleRequest request) {
        Role role = account.role(request.getRoleName());
        if (request.hasDescription()) {
            role = role.withDescription(IdentityNames.description(request.getDescription()));
        }
        if (request.hasMaxSessionDuration()) {
            role = role.withLongestSession(session(request.getMaxSessionDuration()));
        }
        return IamOperation.done(role);
    }

    Decision<Identity, Message> updateTrust(AccountView account, UpdateAssumeRolePolicyRequest request) {
        Role role = account.role(request.getRoleName());
        String trust = trustPolicy(
                account, "policyDocument", request.hasPolicyDocument() ? request.getPolicyDocument() : null);
        return IamOperation.done(role.withTrustPolicy(trust));
    }

    Decision<Identity, Message> delete(AccountView account, SubjectRequest request) {
        Role role = account.role(request.getRoleName());
        HolderOperations.requireNoPolicies(role);
        return IamOperation.gone(role);
    }

    private static String trustPolicy(AccountView account, String member, @Nullable String document) {
        return Documents.require(
                PolicyKind.TRUST, member, document, account.quotas().trustPolicyBytes(), "ACLSizePerRole");
    }

    private static Duration session(int seconds) {
        Duration session = Duration.ofSeconds(seconds);
        if (session.compareTo(SHORTEST) < 0 || session.compareTo(LONGEST) > 0) {
            throw IdentityErrors.constraint(
                    "maxSessionDuration",
                    "Member must have value between " + SHORTEST.toSeconds() + " and " + LONGEST.toSeconds());
        }
        return session;
    }

    private static RoleResult result(Role role) {
        return RoleResult.newBuilder().setRole(IamMessages.detailed(role)).build();
    }
}
