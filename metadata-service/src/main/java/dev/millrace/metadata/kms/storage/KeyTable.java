package dev.millrace.metadata.kms.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.catalog.storage.EntryTable;
import dev.millrace.metadata.catalog.storage.HeadLayout;
import dev.millrace.metadata.kms.KeyStore;
import dev.millrace.metadata.kms.model.KeyEntry;
import java.util.function.Function;

/** The table {@code keys}, which has one partition for all. */
public final class KeyTable extends EntryTable<KeyEntry> implements KeyStore {
    private static final HeadLayout<String> LAYOUT =
            new HeadLayout<>("keys", "directory", "keys", "id", Function.identity(), Function.identity());

    /**
     * Prepares every statement, and the partition if there is none; blocks until that is done.
     *
     * @param session whose keyspace has this service's schema
     */
    public KeyTable(CqlSession session) {
        super(session, LAYOUT, new KeyRow());
    }
}
