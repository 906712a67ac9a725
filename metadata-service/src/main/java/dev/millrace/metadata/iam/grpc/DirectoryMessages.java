package dev.millrace.metadata.iam.grpc;

import dev.millrace.internal.identity.v1.AccountIdentity;
import dev.millrace.internal.identity.v1.GroupIdentity;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.identity.v1.PolicyIdentity;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.internal.identity.v1.UserKey;
import dev.millrace.masterkey.MasterKey;
import dev.millrace.masterkey.UnopenableSecretException;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.Identity;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Permissions;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import dev.millrace.seal.TokenSeal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Identities as the gateways get them. Secrets are opened here, and sealed again for the way under the cluster secret, which
 * gateways have: the master key stays in this service.
 */
public final class DirectoryMessages {
    /** What the seal is for that secrets of access keys are under on their way to the gateways. */
    public static final String TRANSPORT = "access-key-secret";

    private static final Logger log = LoggerFactory.getLogger(DirectoryMessages.class);

    private final MasterKey masterKey;
    private final TokenSeal transport;

    public DirectoryMessages(MasterKey masterKey, TokenSeal transport) {
        this.masterKey = masterKey;
        this.transport = transport;
    }

    IdentityChange changed(Identity identity) {
        return IdentityChange.newBuilder().setChanged(toMessage(identity)).build();
    }

    static IdentityChange removed(String id) {
        return IdentityChange.newBuilder().setRemoved(id).build();
    }

    private dev.millrace.internal.identity.v1.Identity toMessage(Identity identity) {
        dev.millrace.internal.identity.v1.Identity.Builder message =
                dev.millrace.internal.identity.v1.Identity.newBuilder()
                        .setId(identity.id())
                        .setAccountId(identity.accountId())
                        .setName(identity.naming().name())
                        .setPath(identity.naming().path())
                        .setVersion(identity.version())
                        .putAllTags(identity.naming().tags());
        if (identity instanceof User user) {
            message.setUser(toMessage(user));
        } else if (identity instanceof Group group) {
            message.setGroup(GroupIdentity.newBuilder().setPermissions(toMessage(group.permissions())));
        } else if (identity instanceof Role role) {
            message.setRole(RoleIdentity.newBuilder()
                    .setPermissions(toMessage(role.permissions()))
                    .setTrustPolicy(role.trustPolicy())
                    .setMaxSessionSeconds((int) role.longestSession().toSeconds()));
        } else if (identity instanceof ManagedPolicy policy) {
            message.setPolicy(PolicyIdentity.newBuilder().setDocument(policy.document()));
        } else {
            message.setAccount(AccountIdentity.getDefaultInstance());
        }
        return message.build();
    }

    private UserIdentity toMessage(User user) {
        UserIdentity.Builder message = UserIdentity.newBuilder()
                .setPermissions(toMessage(user.permissions()))
                .addAllGroupIds(user.groupIds());
        user.keys().stream()
                .filter(AccessKey::active)
                .forEach(key -> toMessage(key).ifPresent(message::addKeys));
        return message.build();
    }

    /** A key whose secret does not open is of no use to anyone; the rest of the directory still is. */
    private Optional<UserKey> toMessage(AccessKey key) {
        try {
            String secret = key.secret().open(masterKey, key.id());
            return Optional.of(UserKey.newBuilder()
                    .setAccessKeyId(key.id())
                    .setSealedSecret(transport.seal(secret.getBytes(StandardCharsets.UTF_8)))
                    .build());
        } catch (UnopenableSecretException e) {
            log.error("The secret of the access key {} does not open with this master key", key.id());
            return Optional.empty();
        }
    }

    private static dev.millrace.internal.identity.v1.Permissions toMessage(Permissions permissions) {
        dev.millrace.internal.identity.v1.Permissions.Builder message =
                dev.millrace.internal.identity.v1.Permissions.newBuilder()
                        .addAllAttached(permissions.attached())
                        .putAllInline(permissions.inline());
        permissions.boundary().ifPresent(message::setBoundary);
        return message.build();
    }
}
