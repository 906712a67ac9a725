package dev.millrace.cassandra.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a service's tables up to date when it starts.
 *
 * <p>Files named {@code 0001-what.cql}, {@code 0002-…} lie in one folder of the class path and name their tables without
 * a keyspace. Each is applied once per namespace, in order, and never changed afterwards. Any number of instances may
 * start together: one applies, the others wait for it. Every statement of a file has to bear repetition
 * ({@code IF NOT EXISTS}), since the instance that applies it may die in the middle.
 */
public final class SchemaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** What is left of it always outlasts a statement, which has 30 s. */
    private static final Duration LOCK_LEASE = Duration.ofSeconds(60);

    private static final Duration LOCK_RENEWAL = Duration.ofSeconds(10);

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOCK_INTERVAL = Duration.ofMillis(200);

    private final SchemaTables tables;
    private final String namespace;
    private final List<SchemaFile> files;
    /** Before the lock was asked for, so never later than the lease's own beginning. */
    private long lockedAt;

    private SchemaMigration(SchemaTables tables, String namespace, List<SchemaFile> files) {
        this.tables = tables;
        this.namespace = namespace;
        this.files = files;
    }

    /**
     * Applies what has not been applied yet, and returns when the whole schema is there.
     *
     * @param session a session of the keyspace that holds the tables
     * @param namespace the service; its files are numbered independently of those of others
     * @param folder where the files are on the class path, without slashes at its ends, such as {@code schema/shard}
     * @throws SchemaMigrationException when an applied file was changed, or the lock is held by another for minutes
     */
    public static void migrate(CqlSession session, String namespace, String folder) {
        String keyspace = session.getKeyspace()
                .map(CqlIdentifier::asInternal)
                .orElseThrow(() -> new IllegalArgumentException("The session has no keyspace"));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<SchemaFile> files = SchemaFolder.read(loader, folder);
        new SchemaMigration(new SchemaTables(session, keyspace), namespace, files).run();
    }

    private void run() {
        tables.createIfMissing();
        if (missing().isEmpty()) {
            return;
        }
        UUID holder = UUID.randomUUID();
        awaitLock(holder);
        try {
            tables.defineTogether(() -> missing().forEach(file -> apply(file, holder)));
        } finally {
            tables.unlock(holder);
        }
    }

    private List<SchemaFile> missing() {
        Map<Integer, String> applied = tables.applied(namespace);
        for (SchemaFile file : files) {
            String digest = applied.get(file.version());
            if (digest != null && !digest.equals(file.digest())) {
                throw new SchemaMigrationException("The schema file " + file.name() + " of " + namespace
                        + " was changed after it was applied; put the change into a new file");
            }
        }
        return files.stream()
                .filter(file -> !applied.containsKey(file.version()))
                .toList();
    }

    private void apply(SchemaFile file, UUID holder) {
        for (String statement : file.statements()) {
            renewLock(file, holder);
            tables.define(statement);
        }
        tables.record(namespace, file);
        LOG.info("Applied schema file {} of {}", file.name(), namespace);
    }

    private void renewLock(SchemaFile file, UUID holder) {
        long now = System.nanoTime();
        if (now - lockedAt < LOCK_RENEWAL.toNanos()) {
            return;
        }
        if (!tables.renew(holder, LOCK_LEASE)) {
            throw new SchemaMigrationException("The schema lock was lost while " + file.name() + " was applied");
        }
        lockedAt = now;
    }

    private void awaitLock(UUID holder) {
        long started = System.nanoTime();
        lockedAt = started;
        while (!tables.lock(holder, LOCK_LEASE)) {
            if (System.nanoTime() - started > LOCK_PATIENCE.toNanos()) {
                throw new SchemaMigrationException("Another instance has held the schema lock for " + LOCK_PATIENCE);
            }
            try {
                Thread.sleep(LOCK_INTERVAL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchemaMigrationException("Interrupted while waiting for the schema lock");
            }
            lockedAt = System.nanoTime();
        }
    }
}
