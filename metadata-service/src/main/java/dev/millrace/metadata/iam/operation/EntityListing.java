package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.internal.iam.v1.EntityListResult;
import dev.millrace.internal.iam.v1.ListEntitiesForPolicyRequest;
import dev.millrace.internal.iam.v1.PolicyGroup;
import dev.millrace.internal.iam.v1.PolicyRole;
import dev.millrace.internal.iam.v1.PolicyUser;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import java.util.Comparator;
import java.util.List;

/** Who has a managed policy, as one of their own or as their boundary. */
final class EntityListing {
    private EntityListing() {}

    static Decision<Identity, Message> list(AccountView account, ListEntitiesForPolicyRequest request) {
        String arn = account.policy(request.getPolicyArn()).arn();
        Class<? extends PolicyHolder> type = typeOf(request);
        List<? extends PolicyHolder> holders = request.getPolicyUsageFilter().equals("PermissionsBoundary")
                ? account.boundedBy(type, arn)
                : account.holdersOf(type, arn);
        List<PolicyHolder> wanted = holders.stream()
                .<PolicyHolder>map(holder -> holder)
                .filter(holder -> holder.naming().path().startsWith(request.getPathPrefix()))
                .sorted(Comparator.comparing(PolicyHolder::id))
                .toList();
        Page<PolicyHolder> page = Page.of(wanted, PolicyHolder::id, PageRequests.of(request));
        EntityListResult.Builder result = EntityListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(holder -> add(holder, result));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    private static Class<? extends PolicyHolder> typeOf(ListEntitiesForPolicyRequest request) {
        return switch (request.getEntityFilter()) {
            case "" -> PolicyHolder.class;
            case "User" -> User.class;
            case "Group" -> Group.class;
            case "Role" -> Role.class;
            default ->
                throw IdentityErrors.constraint(
                        "entityFilter", "Member must satisfy enum value set: [User, Role, Group]");
        };
    }

    private static void add(PolicyHolder holder, EntityListResult.Builder result) {
        String name = holder.naming().name();
        if (holder instanceof User) {
            result.addPolicyUsers(PolicyUser.newBuilder().setUserName(name).setUserId(holder.id()));
        } else if (holder instanceof Group) {
            result.addPolicyGroups(PolicyGroup.newBuilder().setGroupName(name).setGroupId(holder.id()));
        } else {
            result.addPolicyRoles(PolicyRole.newBuilder().setRoleName(name).setRoleId(holder.id()));
        }
    }
}
