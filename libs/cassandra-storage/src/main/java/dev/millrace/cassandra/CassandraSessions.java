package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.internal.core.time.ServerSideTimestampGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions the way every service does. Spring Boot's own session can be given the same driver options with
 * {@link #configure(ProgrammaticDriverConfigLoaderBuilder, CassandraSettings)}.
 */
public final class CassandraSessions {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraSessions.class);

    /** Ten times what a shard owner keeps in flight; more would only queue inside of Cassandra. */
    private static final int REQUESTS_PER_CONNECTION = 1_024;

    private static final int CONNECTIONS_PER_NODE = 2;

    private static final Duration CONNECT_INTERVAL = Duration.ofMillis(20);

    private CassandraSessions() {}

    /**
     * A session of the settings' keyspace, which is created when it is missing. Waits for a contact point that answers,
     * however long that takes.
     *
     * @throws CassandraStartException when nodes answer, but the keyspace cannot be used for ten minutes
     * @throws SingleReplicaException when the keyspace is missing, and would be created with one replica among several nodes
     */
    public static CqlSession open(CassandraSettings settings) {
        CqlSession session =
                connect(builder(settings, configure(DriverConfigLoader.programmaticBuilder(), settings)), settings);
        try {
            KeyspaceReplicas.requireSeveralIfNew(session, settings);
            use(session, settings, new StartSteps());
            KeyspaceReplicas.warn(session, settings);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * A second session of the same keyspace, which must exist: for what must not wait behind records. It has connections and
     * threads of its own, and leaves a node that does not answer within two seconds.
     */
    public static CqlSession openForLeases(CassandraSettings settings) {
        ProgrammaticDriverConfigLoaderBuilder driver = configure(DriverConfigLoader.programmaticBuilder(), settings)
                .withString(DefaultDriverOption.SESSION_NAME, "leases")
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(1))
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(1))
                .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1);
        return connect(
                builder(settings, driver).withKeyspace(settings.keyspace().name()), settings);
    }

    private static CqlSession connect(CqlSessionBuilder builder, CassandraSettings settings) {
        CompletableFuture<CqlSession> connected = builder.buildAsync().toCompletableFuture();
        try {
            new StartSteps(LOG)
                    .await(
                            "a Cassandra node that answers at " + settings.contactPoints(),
                            CONNECT_INTERVAL,
                            connected::isDone);
            return connected.join();
        } catch (CassandraStartException interrupted) {
            connected.thenAccept(CqlSession::forceCloseAsync);
            throw interrupted;
        }
    }

    static void use(CqlSession session, CassandraSettings settings, StartSteps steps) {
        String keyspace = settings.keyspace().name();
        steps.take("keyspace " + keyspace, () -> {
            SchemaAgreement.define(
                    session,
                    SimpleStatement.newInstance("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = "
                            + settings.replication().cql()));
            return session.execute("USE " + keyspace);
        });
    }

    /** Deadlines, consistency and profiles for any driver configuration. */
    public static ProgrammaticDriverConfigLoaderBuilder configure(
            ProgrammaticDriverConfigLoaderBuilder driver, CassandraSettings settings) {
        driver.withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(2))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
                // A service that starts before its Cassandra waits for it; its readiness tells.
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
                .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(1))
                // A node that hangs, its connections open, is left after the sum of both.
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(2))
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(2))
                .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, REQUESTS_PER_CONNECTION)
                .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, CONNECTIONS_PER_NODE)
                // The largest block is a record of 10 MiB and its frame.
                .withBytes(DefaultDriverOption.PROTOCOL_MAX_FRAME_LENGTH, 16L * 1024 * 1024)
                // Blocks are compressed already where that pays.
                .withString(DefaultDriverOption.PROTOCOL_COMPRESSION, "none")
                // Flushes are gathered by the netty loop itself; waiting for company only adds latency.
                .withDuration(DefaultDriverOption.COALESCER_INTERVAL, Duration.ofNanos(10_000))
                // What defines something waits for it, see SchemaAgreement. The driver would wait for gossip.
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, Duration.ZERO)
                .withBoolean(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_WARN, false)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                // A node whose disk fills warns of each write; that is reported once, by the watch of the disks.
                .withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
                // What a machine with a clock that is a year ahead writes could not be changed or removed for a year.
                .withClass(DefaultDriverOption.TIMESTAMP_GENERATOR_CLASS, ServerSideTimestampGenerator.class)
                // A schema statement waits for the refresh that follows it: one second each by default.
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(5))
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, Duration.ofSeconds(15))
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(settings.keyspace().name()))
                .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
                // Closing a session would otherwise idle for two seconds in each of Netty's two groups. The second is
                // left a
                // moment: the thread that closes asks it last whether all went well.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 100)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, 15_000);
        StatementCounts.configure(driver);
        ExecutionProfiles.configure(driver, settings);
        return driver;
    }

    private static CqlSessionBuilder builder(CassandraSettings settings, ProgrammaticDriverConfigLoaderBuilder driver) {
        CqlSessionBuilder builder = CqlSession.builder()
                .addContactPoints(settings.contactPoints())
                .withLocalDatacenter(settings.localDatacenter())
                .withConfigLoader(driver.build());
        settings.credentials()
                .ifPresent(credentials -> builder.withAuthCredentials(credentials.user(), credentials.password()));
        settings.tls().ifPresent(builder::withSslEngineFactory);
        return builder;
    }
}
