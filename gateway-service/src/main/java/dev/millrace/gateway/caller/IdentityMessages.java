package dev.millrace.gateway.caller;

import dev.millrace.gateway.caller.KnownIdentity.Grants;
import dev.millrace.gateway.caller.KnownIdentity.IdentityName;
import dev.millrace.gateway.caller.KnownIdentity.Key;
import dev.millrace.identity.IdentityKind;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.UserKey;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.PolicyKind;
import dev.millrace.seal.TokenSeal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages as domain values; secrets come sealed for the way. */
final class IdentityMessages {
    private static final Logger log = LoggerFactory.getLogger(IdentityMessages.class);

    private final TokenSeal transport;

    IdentityMessages(TokenSeal transport) {
        this.transport = transport;
    }

    /** The identity; empty for a kind that this version does not know. */
    Optional<KnownIdentity> toDomain(Identity message) {
        IdentityName naming = new IdentityName(
                message.getAccountId(),
                message.getId(),
                message.getPath(),
                message.getName(),
                message.getTagsMap(),
                message.getVersion());
        return switch (message.getKindCase()) {
            case USER ->
                Optional.of(new KnownIdentity.User(
                        naming,
                        grants(message.getUser().getPermissions()),
                        List.copyOf(message.getUser().getGroupIdsList()),
                        message.getUser().getKeysList().stream()
                                .flatMap(key -> key(key).stream())
                                .toList()));
            case GROUP ->
                Optional.of(new KnownIdentity.Group(
                        naming, grants(message.getGroup().getPermissions())));
            case ROLE ->
                Optional.of(new KnownIdentity.Role(
                        naming,
                        grants(message.getRole().getPermissions()),
                        CompiledPolicies.compile(
                                PolicyKind.TRUST, message.getRole().getTrustPolicy()),
                        Duration.ofSeconds(message.getRole().getMaxSessionSeconds())));
            case POLICY -> Optional.of(policy(naming, message.getPolicy().getDocument()));
            case ACCOUNT -> Optional.of(new KnownIdentity.Account(naming));
            case KIND_NOT_SET -> Optional.empty();
        };
    }

    private static KnownIdentity policy(IdentityName naming, String document) {
        String arn = naming.arn(IdentityKind.POLICY);
        return new KnownIdentity.Policy(
                naming,
                document,
                CompiledPolicies.compile(PolicyKind.IDENTITY, arn, document),
                CompiledPolicies.compile(PolicyKind.BOUNDARY, arn, document));
    }

    private static Grants grants(Permissions permissions) {
        List<AttachedPolicy> inline = permissions.getInlineMap().entrySet().stream()
                .map(policy -> CompiledPolicies.compile(PolicyKind.IDENTITY, policy.getKey(), policy.getValue()))
                .toList();
        return new Grants(
                List.copyOf(permissions.getAttachedList()),
                inline,
                permissions.hasBoundary() ? Optional.of(permissions.getBoundary()) : Optional.empty());
    }

    private Optional<Key> key(UserKey message) {
        Optional<Key> key = transport
                .open(message.getSealedSecret())
                .map(secret -> new Key(message.getAccessKeyId(), new String(secret, StandardCharsets.UTF_8)));
        if (key.isEmpty()) {
            log.error("The secret of the access key {} was not sealed for this gateway", message.getAccessKeyId());
        }
        return key;
    }
}
