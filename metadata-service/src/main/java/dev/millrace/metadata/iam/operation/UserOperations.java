package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityKind;
import dev.millrace.identity.IdentityNames;
import dev.millrace.internal.iam.v1.CreateUserRequest;
import dev.millrace.internal.iam.v1.ListRequest;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UpdateUserRequest;
import dev.millrace.internal.iam.v1.UserListResult;
import dev.millrace.internal.iam.v1.UserResult;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Tagging;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users: create, get, list, rename, delete. */
final class UserOperations {
    private final Clock clock;

    UserOperations(Clock clock) {
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, CreateUserRequest request) {
        String name = IdentityNames.name(IdentityKind.USER, request.getUserName());
        account.requireFree(IdentityKind.USER, name, Optional.empty());
        account.requireRoom(IdentityKind.USER);
        Map<String, String> tags = Tagging.add(Map.of(), IamMessages.entries(request.getTagsList()), account.quotas());
        Naming naming = new Naming(
                account.accountId(),
                IdentityKind.USER.newId(),
                IdentityNames.path(request.hasPath() ? request.getPath() : null),
                name,
                clock.instant(),
                tags);
        User user = new User(naming, Permissions.NONE, Set.of(), List.of(), 0);
        if (request.hasPermissionsBoundary()) {
            user = user.with(Boundaries.put(account, Permissions.NONE, request.getPermissionsBoundary()));
        }
        return Decision.put(user, result(user));
    }

    /** Without a name it is the account's root that asks about itself. */
    Decision<Identity, Message> get(AccountView account, SubjectRequest request) {
        return Decision.unchanged(
                request.hasUserName() ? result(account.user(request.getUserName())) : root(account.accountId()));
    }

    private static UserResult root(String accountId) {
        return UserResult.newBuilder()
                .setUser(dev.millrace.internal.iam.v1.User.newBuilder()
                        .setPath(IdentityNames.ROOT_PATH)
                        .setUserId(accountId)
                        .setArn(IdentityArn.ofRoot(accountId))
                        .setCreateDate(IamMessages.timestamp(Instant.EPOCH)))
                .build();
    }

    Decision<Identity, Message> list(AccountView account, ListRequest request) {
        List<User> users = account.all(User.class).stream()
                .filter(user -> user.naming().path().startsWith(request.getPathPrefix()))
                .toList();
        Page<User> page = Page.of(users, user -> user.naming().name(), PageRequests.of(request));
        UserListResult.Builder result = UserListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(user -> result.addUsers(IamMessages.toMessage(user)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> update(AccountView account, UpdateUserRequest request) {
        User user = account.user(request.getUserName());
        String name = request.hasNewUserName()
                ? IdentityNames.name(IdentityKind.USER, request.getNewUserName())
                : user.naming().name();
        String path = request.hasNewPath()
                ? IdentityNames.path(request.getNewPath())
                : user.naming().path();
        account.requireFree(IdentityKind.USER, name, Optional.of(user));
        return IamOperation.done(user.withNaming(user.naming().renamed(path, name)));
    }

    Decision<Identity, Message> delete(AccountView account, SubjectRequest request) {
        User user = account.user(request.getUserName());
        if (!user.keys().isEmpty()) {
            throw IdentityErrors.mustFirst("delete access keys");
        }
        if (!user.groupIds().isEmpty()) {
            throw IdentityErrors.mustFirst("remove users from group");
        }
        HolderOperations.requireNoPolicies(user);
        return IamOperation.gone(user);
    }

    private static UserResult result(User user) {
        return UserResult.newBuilder().setUser(IamMessages.detailed(user)).build();
    }
}
