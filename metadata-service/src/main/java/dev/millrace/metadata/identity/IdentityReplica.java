package dev.millrace.metadata.identity;

import dev.millrace.metadata.catalog.EntryReplica;
import dev.millrace.metadata.identity.model.Identity;
import java.util.Collection;
import java.util.List;

/** All identities of all accounts in memory, bounded by {@link IdentityQuotas#mostBytes()}. */
public final class IdentityReplica extends EntryReplica<Identity> {
    public IdentityReplica(IdentityStore store) {
        super(store);
    }

    @Override
    protected Collection<Identity> constants() {
        return List.copyOf(AwsManagedPolicies.all());
    }
}
