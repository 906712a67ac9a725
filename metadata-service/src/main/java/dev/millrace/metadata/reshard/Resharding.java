package dev.millrace.metadata.reshard;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.metadata.stream.UpdatedStream;
import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What the service offers for resharding. Each answers as soon as the plan is stored, with the stream in UPDATING; it
 * becomes ACTIVE when the plan has been carried through.
 */
public final class Resharding {
    private final StreamCatalog catalog;
    private final ReshardRules rules;
    private final ReshardDriver driver;
    private final Clock clock;

    public Resharding(
            Account account,
            AccountQuota quota,
            StreamCatalog catalog,
            ShardSeals seals,
            ReshardSettings settings,
            Clock clock) {
        this.catalog = catalog;
        this.rules = new ReshardRules(account, quota, settings.takeOverAfter(), clock);
        this.driver = new ReshardDriver(catalog, rules, seals, clock);
        this.clock = clock;
    }

    /**
     * Splits a shard in two.
     *
     * @param newStart decimal; where the upper child begins
     * @return KinesisException: ResourceNotFound, ResourceInUse, InvalidArgument, LimitExceeded, Validation
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html">SplitShard</a>
     */
    public Mono<UpdatedStream> split(StreamName name, String shardId, String newStart) {
        return begin(name, rules.split(shardId, newStart));
    }

    /**
     * Merges two adjacent shards.
     *
     * @return KinesisException: ResourceNotFound, ResourceInUse, InvalidArgument, Validation
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html">MergeShards</a>
     */
    public Mono<UpdatedStream> merge(StreamName name, String shardId, String adjacentShardId) {
        return begin(name, rules.merge(shardId, adjacentShardId));
    }

    /**
     * Scales to a number of shards with equal ranges.
     *
     * @return KinesisException: ResourceNotFound, ResourceInUse, LimitExceeded, Validation
     * @see <a
     *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
     */
    public Mono<UpdatedStream> updateCount(StreamName name, int target) {
        return begin(name, rules.updateCount(target));
    }

    /** Makes splits that an on-demand stream needs. */
    public Mono<UpdatedStream> split(StreamName name, List<ReshardStep> splits) {
        return begin(name, rules.split(splits));
    }

    /** Scales as the stream's own policy asks for. */
    public Mono<UpdatedStream> scale(StreamName name, int target) {
        return begin(name, rules.scale(target));
    }

    private Mono<UpdatedStream> begin(StreamName name, StreamUpdate update) {
        return catalog.update(name, update)
                .delayUntil(
                        updated -> catalog.entry(name).doOnNext(driver::drive).onErrorComplete());
    }

    /** Drives the plans that are overdue, of any instance. */
    public void resumeOverdue() {
        catalog.known(entry -> entry.reshard()
                        .filter(plan -> plan.isOverdue(clock.instant()))
                        .isPresent())
                .forEach(driver::drive);
    }
}
