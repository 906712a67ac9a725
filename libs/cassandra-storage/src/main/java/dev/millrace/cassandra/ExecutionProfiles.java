package dev.millrace.cassandra;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
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

    /** Point and small range reads at quorum. */
    public static final String READS = "reads";

    /** Reads of many blocks at quorum: a page may carry megabytes. */
    public static final String BLOCK_READS = "block-reads";

    /** Compare-and-set. Never retried by the driver: whether a timed-out one was applied has to be read, not guessed. */
    public static final String COMPARE_AND_SET = "compare-and-set";

    /** Reads of rows that are changed by compare-and-set: they see every change that has been answered. */
    public static final String SERIAL_READS = "serial-reads";

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(15);

    private ExecutionProfiles() {}

    static void configure(ProgrammaticDriverConfigLoaderBuilder driver, CassandraSettings settings) {
        String consistency = settings.consistency().name();
        String serialConsistency = settings.serialConsistency().name();
        driver.withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, consistency)
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, serialConsistency)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false);
        driver.startProfile(WRITES).withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT);
        driver.startProfile(READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        driver.startProfile(BLOCK_READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, LONG)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        driver.startProfile(COMPARE_AND_SET)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false);
        driver.startProfile(SERIAL_READS)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, serialConsistency)
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true);
        driver.endProfile();
    }
}
