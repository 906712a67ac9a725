package dev.millrace.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfig;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.config.DriverOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One node that hangs must cost no lease, and no write is to be under way twice without need. */
class ExecutionProfilesTest {
    /** The defaults of the shard service. */
    private static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration RENEWED_EVERY = Duration.ofSeconds(2);

    private final DriverConfig driver = CassandraSessions.configure(
                    DriverConfigLoader.programmaticBuilder(),
                    new CassandraSettings(
                            List.of(new InetSocketAddress("127.0.0.1", 9042)),
                            "datacenter1",
                            new Keyspace("millrace"),
                            Replication.singleNode(),
                            Optional.empty(),
                            Optional.empty()))
            .build()
            .getInitialConfig();

    @Test
    void aRenewalIsTriedWithThreeNodesAndThenAgainBeforeTheLeaseEnds() {
        DriverExecutionProfile changes = driver.getProfile(ExecutionProfiles.LEASE_CHANGES);
        Duration limit = changes.getDuration(DefaultDriverOption.REQUEST_TIMEOUT);
        Duration third = changes.getDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY)
                .multipliedBy(2);

        assertThat(changes.getInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX))
                .isEqualTo(3);
        assertThat(third).isLessThan(limit);
        assertThat(RENEWED_EVERY.plus(limit).plus(third)).isLessThan(LEASE);
    }

    @Test
    void aNodeThatHangsIsLeftBeforeALeaseEnds() {
        DriverExecutionProfile all = driver.getDefaultProfile();

        assertThat(all.getDuration(DefaultDriverOption.HEARTBEAT_INTERVAL)
                        .plus(all.getDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT)))
                .isLessThanOrEqualTo(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ExecutionProfiles.WRITES,
                ExecutionProfiles.READS,
                ExecutionProfiles.BLOCK_READS,
                ExecutionProfiles.SERIAL_READS,
                ExecutionProfiles.LEASE_READS
            })
    void whatMayBeRepeatedIsAskedOfASecondNodeWellBeforeItsTimeIsUp(String name) {
        DriverExecutionProfile profile = driver.getProfile(name);

        assertThat(profile.getInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX))
                .isGreaterThanOrEqualTo(2);
        assertThat(profile.getDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY)
                        .multipliedBy(2))
                .isLessThanOrEqualTo(profile.getDuration(DefaultDriverOption.REQUEST_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {ExecutionProfiles.LARGE_WRITES, ExecutionProfiles.COMPARE_AND_SET})
    void othersAreSentOnce(String name) {
        DriverOption policy = DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS;

        assertThat(driver.getProfile(name).getString(policy)).isEqualTo("NoSpeculativeExecutionPolicy");
    }

    @Test
    void theTimeOfALargeWriteGrowsWithItsBytesFromMoreThanANodeItselfTakes() {
        assertThat(ExecutionProfiles.limitOf(100_000)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        assertThat(ExecutionProfiles.limitOf(1 << 20)).isEqualTo(Duration.ofMillis(18_192));
    }
}
