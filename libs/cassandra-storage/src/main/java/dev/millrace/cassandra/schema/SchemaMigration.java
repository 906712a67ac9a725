package dev.millrace.cassandra.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.millrace.cassandra.CassandraStartException;
import dev.millrace.cassandra.StartSteps;
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

    /** What is left of it always outlasts an attempt: 30 s for the statement, 20 s for the nodes to agree. */
    private static final Duration LOCK_LEASE = Duration.ofSeconds(90);

    private static final Duration LOCK_RENEWAL = Duration.ofSeconds(10);

    private static final Duration LOCK_INTERVAL = Duration.ofMillis(200);

    private final SchemaTables tables;
    private final String namespace;
    private final List<SchemaFile> files;
    private final StartSteps steps;
    /** Before the lock was asked for, so never later than the lease's own beginning. */
    private long lockedAt;

    private SchemaMigration(SchemaTables tables, String namespace, List<SchemaFile> files, StartSteps steps) {
        this.tables = tables;
        this.namespace = namespace;
        this.files = files;
        this.steps = steps;
    }

    /**
     * Applies what has not been applied yet, and returns when the whole schema is there.
     *
     * @param session a session of the keyspace that holds the tables
     * @param namespace the service; its files are numbered independently of those of others
     * @param folder where the files are on the class path, without slashes at its ends, such as {@code schema/shard}
     * @throws SchemaMigrationException when an applied file was changed
     * @throws CassandraStartException when a statement does not succeed for minutes
     */
    public static void migrate(CqlSession session, String namespace, String folder) {
        String keyspace = session.getKeyspace()
                .map(CqlIdentifier::asInternal)
                .orElseThrow(() -> new IllegalArgumentException("The session has no keyspace"));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<SchemaFile> files = SchemaFolder.read(loader, folder);
        new SchemaMigration(new SchemaTables(session, keyspace), namespace, files, new StartSteps()).run();
    }

    private void run() {
        take("the tables of the schema itself", tables::createIfMissing);
        UUID holder = UUID.randomUUID();
        while (!missing().isEmpty()) {
            awaitLock(holder);
            try {
                tables.defineTogether(() -> missing().forEach(file -> apply(file, holder)));
            } catch (LockLost e) {
                LOG.info("{}; it is taken again", e.getMessage());
            } finally {
                unlock(holder);
            }
        }
    }

    private List<SchemaFile> missing() {
        Map<Integer, String> applied =
                steps.take("the list of schema files of " + namespace, () -> tables.applied(namespace));
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
        String what = "schema file " + file.name() + " of " + namespace;
        for (String statement : file.statements()) {
            take(what, () -> {
                renewLock(file, holder);
                tables.define(statement);
            });
        }
        take(what, () -> tables.record(namespace, file));
        LOG.info("Applied schema file {} of {}", file.name(), namespace);
    }

    private void renewLock(SchemaFile file, UUID holder) {
        long now = System.nanoTime();
        if (now - lockedAt < LOCK_RENEWAL.toNanos()) {
            return;
        }
        if (!tables.renew(holder, LOCK_LEASE)) {
            throw new LockLost("The schema lock was lost while " + file.name() + " was applied");
        }
        lockedAt = now;
    }

    /** However long it takes: who dies with the lock loses it soon, and who lives gives up at some time. */
    private void awaitLock(UUID holder) {
        steps.await(
                "another instance that applies schema files",
                LOCK_INTERVAL,
                () -> steps.take("the schema lock", () -> {
                    lockedAt = System.nanoTime();
                    return tables.lock(holder, LOCK_LEASE);
                }));
    }

    private void unlock(UUID holder) {
        try {
            tables.unlock(holder);
        } catch (DriverException e) {
            LOG.info(
                    "The schema lock was not given back, and ends by itself within {}: {}", LOCK_LEASE, e.getMessage());
        }
    }

    private void take(String what, Runnable attempt) {
        steps.take(what, () -> {
            attempt.run();
            return true;
        });
    }

    /** The lock ended before the files were applied, as the process or its calls stood still. */
    private static final class LockLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LockLost(String message) {
            super(message);
        }
    }
}
