package dev.millrace.metadata.iam.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.storage.EntryTable;
import dev.millrace.metadata.catalog.storage.HeadLayout;
import dev.millrace.metadata.iam.IdentityStore;
import dev.millrace.metadata.iam.model.Identity;
import java.util.function.Function;

/** The table {@code identities}, which has one partition for all. */
public final class IdentityTable extends EntryTable<Identity> implements IdentityStore {
    private static final HeadLayout<String> LAYOUT =
            new HeadLayout<>("identities", "directory", "identities", "id", Function.identity(), Function.identity());

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public IdentityTable(CqlSession session) {
        super(session, LAYOUT, new IdentityRow());
    }
}
