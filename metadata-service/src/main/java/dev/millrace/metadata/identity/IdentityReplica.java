package dev.millrace.metadata.identity;

import dev.millrace.metadata.catalog.CatalogFollower;
import dev.millrace.metadata.catalog.CatalogReplica;
import dev.millrace.metadata.catalog.FollowedCatalog;
import dev.millrace.metadata.catalog.Followers;
import dev.millrace.metadata.identity.model.Identity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All identities of all accounts in memory, bounded by {@link IdentityQuotas#mostBytes()}. */
public final class IdentityReplica extends CatalogReplica<String, Identity>
        implements FollowedCatalog<String, Identity> {
    private final Map<String, Identity> byId = new ConcurrentHashMap<>();
    private final Followers<String, Identity> followers = new Followers<>();
    private final AtomicLong bytes = new AtomicLong();

    public IdentityReplica(IdentityStore store) {
        super(store);
    }

    @Override
    public void follow(CatalogFollower<String, Identity> follower) {
        synchronized (this) {
            Map<String, Identity> identities = new LinkedHashMap<>(byId);
            AwsManagedPolicies.all().forEach(policy -> identities.put(policy.id(), policy));
            followers.add(follower, identities);
        }
        follower.noted();
    }

    @Override
    public void unfollow(CatalogFollower<String, Identity> follower) {
        followers.remove(follower);
    }

    public int size() {
        return byId.size();
    }

    /** About what all identities take. */
    public long bytes() {
        return bytes.get();
    }

    Optional<Identity> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Identity> all() {
        return byId.values();
    }

    @Override
    protected String nameOf(Identity identity) {
        return identity.id();
    }

    @Override
    protected Collection<String> names() {
        return byId.keySet();
    }

    @Override
    protected void put(Identity identity) {
        Identity known = byId.get(identity.id());
        if (known != null && known.version() >= identity.version()) {
            return;
        }
        byId.put(identity.id(), identity);
        bytes.addAndGet(identity.bytes() - (known == null ? 0 : known.bytes()));
        followers.changed(identity.id(), identity);
    }

    @Override
    protected void remove(String id) {
        Identity removed = byId.remove(id);
        if (removed != null) {
            bytes.addAndGet(-removed.bytes());
            followers.removed(id);
        }
    }

    @Override
    protected void caughtUp() {
        followers.noted();
    }
}
