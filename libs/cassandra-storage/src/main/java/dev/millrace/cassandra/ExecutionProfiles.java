package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import java.time.Duration;

/**
 * The driver's execution profiles: one name for each kind of statement, so that a statement says what it is and the
 * deadlines and consistency levels stand here once.
 *
 * <p>Statements without a profile take the default profile, which is as {@link #WRITES} but without a second try.
 */
public final class ExecutionProfiles {

    /** Quorum writes with one content per row (blocks, marks): repeating them is harmless. Set them idempotent. */
    public static final String WRITES = "writes";

    /** The same of more bytes than one wants to send twice: not sent to a second node while the first may still answer. */
    public static final String LARGE_WRITES = "large-writes";

    /** Point and small range reads at quorum. */
    public static final String READS = "reads";

    /** Reads of many blocks at quorum: a page may carry megabytes. */
    public static final String BLOCK_READS = "block-reads";

    /** Compare-and-set. Never retried by the driver: whether a timed-out one was applied has to be read, not guessed. */
    public static final String COMPARE_AND_SET = "compare-and-set";

    /** Reads of rows that are changed by compare-and-set: they see every change that has been answered. */
    public static final String SERIAL_READS = "serial-reads";

    /**
     * What instances keep their leases and shards with: compare-and-set, sent to another node when one does not answer, so that
     * several nodes are tried within one lease. The outcome of such a change is open even when an answer comes, for it may be that
     * of the second copy: callers take what they find of their own for their own. Set those idempotent that bear it.
     */
    public static final String LEASE_CHANGES = "lease-changes";

    /** Reads of the same rows. */
    public static final String LEASE_READS = "lease-reads";

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(15);

    /** A third of the shortest lease that is sensible: a second try with as many nodes fits into the lease after the first. */
    private static final Duration LEASE = Duration.ofSeconds(2);

    private static final int LARGE_BYTES = 64 * 1024;

    /** Longer than a node itself tries and then answers that it could not. */
    private static final Duration LARGE_WRITE = Duration.ofSeconds(10);

    private static final int LARGE_BYTES_PER_MILLI = 128;

    private ExecutionProfiles() {}

    static void configure(ProgrammaticDriverConfigLoaderBuilder driver, CassandraSettings settings) {
        String consistency = settings.consistency().name();
        String serialConsistency = settings.serialConsistency().name();
        driver.withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, consistency)
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, serialConsistency)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false);
        driver.startProfile(WRITES).withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT);
        askAnother(driver, 2, Duration.ofSeconds(1));
        driver.startProfile(LARGE_WRITES).withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LARGE_WRITE);
        driver.startProfile(READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        askAnother(driver, 2, Duration.ofMillis(500));
        driver.startProfile(BLOCK_READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LONG)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        askAnother(driver, 2, Duration.ofSeconds(2));
        driver.startProfile(COMPARE_AND_SET)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false);
        driver.startProfile(SERIAL_READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, serialConsistency)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        askAnother(driver, 2, Duration.ofSeconds(1));
        driver.startProfile(LEASE_CHANGES)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LEASE)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false);
        askAnother(driver, 3, Duration.ofMillis(500));
        driver.startProfile(LEASE_READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LEASE)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, serialConsistency)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        askAnother(driver, 3, Duration.ofMillis(500));
        driver.endProfile();
    }

    /** Idempotent statements of the profile go to another node as well when one has not answered for so long. */
    private static void askAnother(ProgrammaticDriverConfigLoaderBuilder driver, int nodes, Duration after) {
        driver.withClass(
                        DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
                        ConstantSpeculativeExecutionPolicy.class)
                .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, nodes)
                .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, after);
    }

    /**
     * A quorum write of a row with one content, under the profile for its size.
     *
     * @param bytes of the content
     */
    public static BoundStatement write(BoundStatement statement, int bytes) {
        return bytes <= LARGE_BYTES
                ? statement.setExecutionProfileName(WRITES)
                : statement.setExecutionProfileName(LARGE_WRITES).setTimeout(limitOf(bytes));
    }

    /** How long a large write may take. */
    static Duration limitOf(int bytes) {
        return LARGE_WRITE.plusMillis(bytes / LARGE_BYTES_PER_MILLI);
    }
}
