package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.identity.AccessKeys;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.internal.iam.v1.AccessKeyListResult;
import dev.millrace.internal.iam.v1.AccessKeyRequest;
import dev.millrace.internal.iam.v1.AccessKeyResult;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.internal.iam.v1.SubjectRequest;
import dev.millrace.internal.iam.v1.UpdateAccessKeyRequest;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.SealedSecret;
import dev.millrace.metadata.iam.model.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Access keys of users. A secret is shown once, when it is made, and kept sealed from then on. */
final class AccessKeyOperations {
    private final MasterKey masterKey;
    private final Clock clock;

    AccessKeyOperations(MasterKey masterKey, Clock clock) {
        this.masterKey = masterKey;
        this.clock = clock;
    }

    Decision<Identity, Message> create(AccountView account, SubjectRequest request) {
        User user = user(account, request.hasUserName(), request.getUserName());
        int limit = account.quotas().keysPerUser();
        if (user.keys().size() >= limit) {
            throw IdentityErrors.quotaExceeded("AccessKeysPerUser", limit);
        }
        String id = AccessKeys.newId();
        String secret = AccessKeys.newSecret();
        AccessKey key = new AccessKey(id, true, clock.instant(), SealedSecret.seal(masterKey, id, secret));
        List<AccessKey> keys = new ArrayList<>(user.keys());
        keys.add(key);
        AccessKeyResult result = AccessKeyResult.newBuilder()
                .setAccessKey(dev.millrace.internal.iam.v1.AccessKey.newBuilder()
                        .setUserName(user.naming().name())
                        .setAccessKeyId(id)
                        .setStatus(IamMessages.status(true))
                        .setSecretAccessKey(secret)
                        .setCreateDate(IamMessages.timestamp(key.createdAt())))
                .build();
        return Decision.put(user.withKeys(keys), result);
    }

    Decision<Identity, Message> list(AccountView account, SubjectListRequest request) {
        User user = user(account, request.hasUserName(), request.getUserName());
        List<AccessKey> keys = user.keys().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        Page<AccessKey> page = Page.of(keys, AccessKey::id, PageRequests.of(request));
        AccessKeyListResult.Builder result = AccessKeyListResult.newBuilder().setIsTruncated(page.isTruncated());
        page.items().forEach(key -> result.addAccessKeyMetadata(IamMessages.toMessage(user, key)));
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    Decision<Identity, Message> update(AccountView account, UpdateAccessKeyRequest request) {
        boolean active = switch (request.getStatus()) {
            case "Active" -> true;
            case "Inactive" -> false;
            default ->
                throw IdentityErrors.constraint("status", "Member must satisfy enum value set: [Active, Inactive]");
        };
        User user = user(account, request.hasUserName(), request.getUserName());
        AccessKey changed = key(user, request.getAccessKeyId());
        return IamOperation.done(user.withKeys(user.keys().stream()
                .map(key -> key.equals(changed) ? key.withActive(active) : key)
                .toList()));
    }

    Decision<Identity, Message> delete(AccountView account, AccessKeyRequest request) {
        User user = user(account, request.hasUserName(), request.getUserName());
        AccessKey deleted = key(user, request.getAccessKeyId());
        return IamOperation.done(user.withKeys(
                user.keys().stream().filter(key -> !key.equals(deleted)).toList()));
    }

    /** Without a name it is the account's root that asks, whose credentials are not kept here. */
    private static User user(AccountView account, boolean named, String name) {
        if (!named) {
            throw IdentityErrors.validation(
                    "The credentials of the account itself come from the configuration; name a user.");
        }
        return account.user(name);
    }

    private static AccessKey key(User user, String id) {
        return user.keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> IdentityErrors.accessKeyNotFound(id));
    }
}
