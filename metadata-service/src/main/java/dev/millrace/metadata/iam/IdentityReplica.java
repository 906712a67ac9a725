package dev.millrace.metadata.iam;

import dev.millrace.metadata.catalog.EntryReplica;
import dev.millrace.metadata.iam.model.Identity;
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
