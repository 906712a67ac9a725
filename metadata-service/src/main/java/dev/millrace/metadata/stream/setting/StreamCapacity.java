package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.ThroughputCommitment;
import dev.millrace.metadata.account.WarmThroughputRules;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.RationedChange;
import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.protocol.error.CapacityErrors;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** Changes of a stream's mode and of what only streams in on-demand mode have. The shards stay as they are. */
public final class StreamCapacity {
    private final Account account;
    private final AccountQuota quota;
    private final WarmThroughputRules warmThroughput;
    private final int modeUpdatesPerDay;
    private final Clock clock;

    public StreamCapacity(
            Account account, AccountQuota quota, WarmThroughputRules warmThroughput, StreamQuotas quotas, Clock clock) {
        this.account = account;
        this.quota = quota;
        this.warmThroughput = warmThroughput;
        this.modeUpdatesPerDay = quotas.modeUpdatesPerDay();
        this.clock = clock;
    }

    /**
     * @param warmMibps empty: none in particular
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html">UpdateStreamMode</a>
     */
    public StreamUpdate updateMode(StreamMode mode, OptionalInt warmMibps, ThroughputCommitment commitment) {
        return (entry, usage) -> {
            warmThroughput.check(mode, warmMibps, commitment);
            if (entry.stream().mode() == mode) {
                return warmMibps.isPresent() ? warm(entry, warmMibps) : entry;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (entry.history().count(RationedChange.MODE_UPDATE, now) >= modeUpdatesPerDay) {
                throw CapacityErrors.tooManyModeUpdates(entry.name(), account.id(), modeUpdatesPerDay);
            }
            if (mode == StreamMode.ON_DEMAND) {
                quota.admitOnDemand(usage);
            }
            return entry.withHistory(entry.history().plus(RationedChange.MODE_UPDATE, now))
                    .with(stream -> stream.mode(mode)
                            .warmMibps(warmMibps)
                            .distribution(RecordDistributionStrategy.USER_PARTITION_KEY)
                            .status(StreamStatus.UPDATING));
        };
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">UpdateStreamWarmThroughput</a>
     */
    public StreamUpdate updateWarmThroughput(int warmMibps, ThroughputCommitment commitment) {
        return (entry, usage) -> {
            if (entry.stream().mode() != StreamMode.ON_DEMAND) {
                throw CapacityErrors.provisioned(entry.name(), account.id());
            }
            OptionalInt requested = OptionalInt.of(warmMibps);
            warmThroughput.check(StreamMode.ON_DEMAND, requested, commitment);
            return warm(entry, requested);
        };
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html">UpdateStreamRecordDistributionStrategy</a>
     */
    public StreamUpdate updateDistribution(RecordDistributionStrategy strategy) {
        return (entry, usage) -> {
            if (strategy == RecordDistributionStrategy.AUTO && entry.stream().mode() != StreamMode.ON_DEMAND) {
                throw CapacityErrors.distributionNeedsOnDemand(entry.name(), account.id());
            }
            return entry.with(stream -> stream.distribution(strategy));
        };
    }

    private static CatalogEntry warm(CatalogEntry entry, OptionalInt warmMibps) {
        return entry.with(stream -> stream.warmMibps(warmMibps).status(StreamStatus.UPDATING));
    }
}
