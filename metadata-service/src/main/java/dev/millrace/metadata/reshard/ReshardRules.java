package dev.millrace.metadata.reshard;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.RationedChange;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.metadata.stream.plan.CutOver;
import dev.millrace.metadata.stream.plan.ReshardPlan;
import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.metadata.stream.plan.ReshardStep.Merge;
import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.metadata.stream.plan.UniformScaling;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What may be asked for: each rule gives a stream the plan that does it, or throws the API's own error. */
final class ReshardRules {
    /** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">limits</a> */
    private static final int COUNT_UPDATES_A_DAY = 10;

    private final Account account;
    private final AccountQuota quota;
    private final Duration takeOverAfter;
    private final Clock clock;

    ReshardRules(Account account, AccountQuota quota, Duration takeOverAfter, Clock clock) {
        this.account = account;
        this.quota = quota;
        this.takeOverAfter = takeOverAfter;
        this.clock = clock;
    }

    /** @param newStart decimal; where the upper child begins */
    StreamUpdate split(String shardId, String newStart) {
        return (entry, usage) -> {
            requireProvisioned(entry.stream());
            Shard shard = openShard(entry.stream(), shardId);
            HashKeyRange range = shard.range();
            HashKey at = HashKey.parse(newStart)
                    .filter(key -> key.compareTo(range.end()) < 0
                            && key.compareTo(range.start()) > 0
                            && !key.equals(range.start().next()))
                    .orElseThrow(
                            () -> ShardErrors.badSplitPoint(newStart, shard.id(), entry.name(), account.id(), range));
            quota.admitShards(usage, 1);
            return begin(entry, ReshardPlan.once(List.of(new Split(shard.index(), at)), overdueAt()));
        };
    }

    /** The second begins where the first ends; the other way round is refused, as by AWS. */
    StreamUpdate merge(String shardId, String adjacentShardId) {
        return (entry, usage) -> {
            requireProvisioned(entry.stream());
            Shard shard = openShard(entry.stream(), shardId);
            Shard adjacent = openShard(entry.stream(), adjacentShardId);
            if (!shard.range().isFollowedBy(adjacent.range())) {
                throw ShardErrors.notAdjacent(shard.id(), adjacent.id(), entry.name(), account.id());
            }
            ReshardStep step = new Merge(shard.index(), adjacent.index());
            return begin(entry, ReshardPlan.once(List.of(step), overdueAt()));
        };
    }

    /** To so many open shards with equal ranges. */
    StreamUpdate updateCount(int target) {
        return (entry, usage) -> {
            requireProvisioned(entry.stream());
            int open = entry.stream().shards().openCount();
            if (target > 2L * open) {
                throw ShardErrors.overDouble(open, target);
            }
            if (target < open / 2) {
                throw ShardErrors.underHalf(open, target);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (entry.history().count(RationedChange.SHARD_COUNT_UPDATE, now) >= COUNT_UPDATES_A_DAY) {
                throw ShardErrors.tooManyCountUpdates(entry.name(), account.id(), COUNT_UPDATES_A_DAY);
            }
            return scale(entry, target, usage)
                    .withHistory(entry.history().plus(RationedChange.SHARD_COUNT_UPDATE, now));
        };
    }

    /** To so many open shards, because the stream's own policy asks for it: the limits of UpdateShardCount do not count. */
    StreamUpdate scale(int target) {
        return (entry, usage) -> {
            requireProvisioned(entry.stream());
            return scale(entry, target, usage);
        };
    }

    /** Splits that an on-demand stream is given; none at all when one of the shards is closed meanwhile. */
    StreamUpdate split(List<ReshardStep> splits) {
        return (entry, usage) -> {
            ReshardPlan plan = ReshardPlan.once(splits, overdueAt());
            if (!plan.parents().stream().allMatch(index -> isOpen(entry.stream(), index))) {
                return entry;
            }
            quota.admitShards(usage, splits.size());
            return begin(entry, plan);
        };
    }

    private static boolean isOpen(StreamDescription stream, int index) {
        return stream.shards().find(index).filter(Shard::isOpen).isPresent();
    }

    private CatalogEntry scale(CatalogEntry entry, int target, AccountUsage usage) {
        ShardMap shards = entry.stream().shards();
        quota.admitShards(usage, UniformScaling.mostOpen(shards.open(), target) - shards.openCount());
        return ReshardPlan.toCount(shards, target, overdueAt())
                .map(plan -> begin(entry, plan))
                .orElse(entry);
    }

    private static CatalogEntry begin(CatalogEntry entry, ReshardPlan plan) {
        return entry.with(stream -> stream.status(StreamStatus.UPDATING)).withReshard(Optional.of(plan));
    }

    /**
     * What a round has come to once its parents are sealed: they close, their children open, and either the next round
     * begins or the stream is ACTIVE. Leaves a stream as it is whose plan has moved on meanwhile.
     *
     * @param lastArrival no record of any parent arrived after it
     */
    UnaryOperator<CatalogEntry> cutOver(ReshardPlan plan, Instant lastArrival) {
        return entry -> entry.reshard().filter(plan::equals).isEmpty() ? entry : afterRound(entry, plan, lastArrival);
    }

    private CatalogEntry afterRound(CatalogEntry entry, ReshardPlan plan, Instant lastArrival) {
        ShardMap before = entry.stream().shards();
        Instant at = CutOver.instant(before, plan, lastArrival, clock.instant());
        ShardMap after = CutOver.apply(before, plan, at);
        Optional<ReshardPlan> next = plan.next(after, overdueAt());
        return entry.with(stream ->
                        stream.shards(after).status(next.isPresent() ? StreamStatus.UPDATING : StreamStatus.ACTIVE))
                .withReshard(next);
    }

    private Instant overdueAt() {
        return clock.instant().plus(takeOverAfter).truncatedTo(ChronoUnit.MILLIS);
    }

    private void requireProvisioned(StreamDescription stream) {
        if (stream.mode() == StreamMode.ON_DEMAND) {
            throw StreamErrors.onDemand(stream.name(), account.id());
        }
    }

    private Shard openShard(StreamDescription stream, String shardId) {
        OptionalInt index = ShardId.parseIndex(shardId);
        Shard shard = (index.isPresent() ? stream.shards().find(index.getAsInt()) : Optional.<Shard>empty())
                .orElseThrow(() -> ShardErrors.couldNotFind(shardId, stream.name(), account.id()));
        if (!shard.isOpen()) {
            throw ShardErrors.closed(shard.id(), stream.name(), account.id());
        }
        return shard;
    }
}
