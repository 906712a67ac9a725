package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.CreateGroupRequest;
import dev.millrace.internal.iam.v1.GroupListResult;
import dev.millrace.internal.iam.v1.GroupMembersResult;
import dev.millrace.internal.iam.v1.GroupResult;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.MembershipRequest;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UpdateGroupRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.User;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups and who is in them. */
final class GroupOperations {
    private final Clock clock;

    GroupOperations(Clock clock) {
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, CreateGroupRequest request) {
        String name = IdentityNames.name(IdentityKind.GROUP, request.getGroupName());
        account.requireFree(IdentityKind.GROUP, name, Optional.empty());
        account.requireRoom(IdentityKind.GROUP);
        Naming naming = new Naming(
                account.accountId(),
                IdentityKind.GROUP.newId(),
                IdentityNames.path(request.hasPath() ? request.getPath() : null),
                name,
                clock.instant(),
                Map.of());
        Group group = new Group(naming, Permissions.NONE, 0);
        return Decision.put(
                group,
                GroupResult.newBuilder().setGroup(IamMessages.toMessage(group)).build());
    }

    /** The group, and its users page by page. */
    Decision<Identity, Message> get(AccountView account, SubjectListRequest request) {
        Group group = account.group(request.getGroupName());
        Page<User> page =
                Page.of(account.membersOf(group), user -> user.naming().name(), PageRequests.of(request));
        GroupMembersResult.Builder result = GroupMembersResult.newBuilder()
                .setGroup(IamMessages.toMessage(group))
                .setIsTruncated(page.isTruncated());
        page.items().forEach(user -> result.addUsers(IamMessages.toMessage(user)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> list(AccountView account, ListRequest request) {
        List<Group> groups = account.all(Group.class).stream()
                .filter(group -> group.naming().path().startsWith(request.getPathPrefix()))
                .toList();
        return result(Page.of(groups, group -> group.naming().name(), PageRequests.of(request)));
    }

    Decision<Identity, Message> listFor(AccountView account, SubjectListRequest request) {
        List<Group> groups = account.groupsOf(account.user(request.getUserName()));
        return result(Page.of(groups, group -> group.naming().name(), PageRequests.of(request)));
    }

    Decision<Identity, Message> update(AccountView account, UpdateGroupRequest request) {
        Group group = account.group(request.getGroupName());
        String name = request.hasNewGroupName()
                ? IdentityNames.name(IdentityKind.GROUP, request.getNewGroupName())
                : group.naming().name();
        String path = request.hasNewPath()
                ? IdentityNames.path(request.getNewPath())
                : group.naming().path();
        account.requireFree(IdentityKind.GROUP, name, Optional.of(group));
        return IamOperation.done(group.withNaming(group.naming().renamed(path, name)));
    }

    Decision<Identity, Message> delete(AccountView account, SubjectRequest request) {
        Group group = account.group(request.getGroupName());
        if (!account.membersOf(group).isEmpty()) {
            throw IdentityErrors.mustFirst("remove users from group");
        }
        HolderOperations.requireNoPolicies(group);
        return IamOperation.gone(group);
    }

    Decision<Identity, Message> addUser(AccountView account, MembershipRequest request) {
        Group group = account.group(request.getGroupName());
        User user = account.user(request.getUserName());
        Set<String> groups = new HashSet<>(user.groupIds());
        if (!groups.add(group.id())) {
            return IamOperation.nothing();
        }
        int limit = account.quotas().groupsPerUser();
        if (groups.size() > limit) {
            throw IdentityErrors.quotaExceeded("GroupsPerUser", limit);
        }
        return IamOperation.done(user.withGroups(groups));
    }

    Decision<Identity, Message> removeUser(AccountView account, MembershipRequest request) {
        Group group = account.group(request.getGroupName());
        User user = account.user(request.getUserName());
        Set<String> groups = new HashSet<>(user.groupIds());
        if (!groups.remove(group.id())) {
            throw IdentityErrors.notFound(IdentityKind.USER, user.naming().name());
        }
        return IamOperation.done(user.withGroups(groups));
    }

    private static Decision<Identity, Message> result(Page<Group> page) {
        GroupListResult.Builder result = GroupListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(group -> result.addGroups(IamMessages.toMessage(group)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }
}
