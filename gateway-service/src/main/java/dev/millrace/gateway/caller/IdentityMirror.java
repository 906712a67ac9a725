package dev.millrace.gateway.caller;

import dev.millrace.gateway.caller.KnownIdentity.Policy;
import dev.millrace.gateway.caller.KnownIdentity.Role;
import dev.millrace.gateway.caller.KnownIdentity.User;
import dev.millrace.identity.IdentityKind;
import dev.millrace.internal.identity.v1.IdentityChange;
import dev.millrace.internal.rpc.ReconnectingWatch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * All identities of all accounts, as a local copy: a signer is found by one look-up. The metadata service bounds what they
 * take together. Changes are taken by version, so that a late one never undoes a newer one.
 */
public final class IdentityMirror implements ReconnectingWatch.Copy<String, IdentityChange> {
    private final IdentityMessages messages;
    private final LongConsumer time;
    private final Map<String, KnownIdentity> byId = new ConcurrentHashMap<>();
    private final Map<String, KeyOwner> byKey = new ConcurrentHashMap<>();
    private final Map<String, Policy> policyByArn = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /** @param time gets what time it is where the identities come from, in epoch milliseconds */
    IdentityMirror(IdentityMessages messages, LongConsumer time) {
        this.messages = messages;
        this.time = time;
    }

    /** Whose a key is, and its secret. */
    record KeyOwner(String userId, KnownIdentity.Key key) {}

    /** Takes note of a change, as the watch or an answer tells of it. */
    @Override
    public synchronized Optional<String> learn(IdentityChange change) {
        if (change.hasTimeMillis()) {
            time.accept(change.getTimeMillis());
        }
        if (change.hasChanged()) {
            messages.toDomain(change.getChanged()).ifPresent(this::put);
            return Optional.of(change.getChanged().getId());
        }
        if (change.hasRemoved()) {
            remove(change.getRemoved());
        }
        return Optional.empty();
    }

    @Override
    public boolean isSnapshotEnd(IdentityChange change) {
        return change.hasSnapshotEnd();
    }

    @Override
    public OptionalLong ageMillis(IdentityChange change) {
        return change.hasAgeMillis() ? OptionalLong.of(change.getAgeMillis()) : OptionalLong.empty();
    }

    /** Drops whatever is not among the given ids. */
    @Override
    public synchronized void retain(Set<String> ids) {
        byId.keySet().stream().filter(id -> !ids.contains(id)).toList().forEach(this::remove);
    }

    private void put(KnownIdentity identity) {
        String id = identity.naming().id();
        KnownIdentity known = byId.get(id);
        if (known != null && known.naming().version() > identity.naming().version()) {
            return;
        }
        byId.put(id, identity);
        if (identity instanceof User user) {
            replaceKeys(id, user.keys());
        } else if (identity instanceof Policy policy) {
            policyByArn.put(policy.arn(), policy);
        }
        generation.incrementAndGet();
    }

    private void remove(String id) {
        KnownIdentity removed = byId.remove(id);
        replaceKeys(id, List.of());
        if (removed instanceof Policy policy) {
            policyByArn.remove(policy.arn(), policy);
        }
        generation.incrementAndGet();
    }

    private void replaceKeys(String userId, List<KnownIdentity.Key> keys) {
        keys.forEach(key -> byKey.put(key.id(), new KeyOwner(userId, key)));
        byKey.values().removeIf(owner -> owner.userId().equals(userId) && !keys.contains(owner.key()));
    }

    /** Rises with each change. */
    long generation() {
        return generation.get();
    }

    Optional<KeyOwner> findKey(String accessKeyId) {
        return Optional.ofNullable(byKey.get(accessKeyId));
    }

    public Optional<KnownIdentity> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Policy> findPolicy(String arn) {
        return Optional.ofNullable(policyByArn.get(arn));
    }

    /** The identity of a name, which may be asked for some times a second and not for each request. */
    public Optional<KnownIdentity> find(String accountId, IdentityKind kind, String name) {
        return all().stream()
                .filter(identity -> identity.naming().name().equals(name)
                        && identity.naming().accountId().equals(accountId)
                        && IdentityKind.ofId(identity.naming().id())
                                .filter(kind::equals)
                                .isPresent())
                .findFirst();
    }

    /** The role of an ARN. */
    public Optional<Role> findRole(String arn) {
        return all().stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .filter(role -> role.arn().equals(arn))
                .findFirst();
    }

    int size() {
        return byId.size();
    }

    private Collection<KnownIdentity> all() {
        return byId.values();
    }
}
