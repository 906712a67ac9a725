package dev.millrace.metadata.stream;

import dev.millrace.metadata.stream.plan.ReshardPlan;
import dev.millrace.metadata.stream.plan.ScalingPolicy;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamDescriptionBuilder;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that is kept of a stream. What others than this service never need to know stands beside the description.
 *
 * @param stream its version is the catalogue's revision at its last change
 * @param dueAt when its state changes by itself; empty in a state that lasts
 * @param policy the resource policy, as it was put
 * @param history the changes that count against a quota of changes
 * @param reshard the plan that is being carried out; with it the stream is in UPDATING until it has come to its end
 * @param scalingPolicy when a provisioned stream gets more or fewer shards by itself
 */
public record CatalogEntry(
        StreamDescription stream,
        Map<String, String> tags,
        Optional<Instant> dueAt,
        Optional<String> policy,
        ChangeHistory history,
        Optional<ReshardPlan> reshard,
        Optional<ScalingPolicy> scalingPolicy) {
    public CatalogEntry {
        tags = Map.copyOf(tags);
    }

    /** A stream of which nothing but tags is kept beside its description. */
    static CatalogEntry of(StreamDescription stream, Map<String, String> tags, Optional<Instant> dueAt) {
        return new CatalogEntry(
                stream, tags, dueAt, Optional.empty(), ChangeHistory.EMPTY, Optional.empty(), Optional.empty());
    }

    public StreamName name() {
        return stream.name();
    }

    boolean isDue(Instant now) {
        return dueAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    /** With a description that differs from this one's in some respects. */
    public CatalogEntry with(UnaryOperator<StreamDescriptionBuilder> changes) {
        StreamDescription changed = changes.apply(stream.toBuilder()).build();
        return new CatalogEntry(changed, tags, dueAt, policy, history, reshard, scalingPolicy);
    }

    public CatalogEntry withTags(Map<String, String> changed) {
        return new CatalogEntry(stream, changed, dueAt, policy, history, reshard, scalingPolicy);
    }

    public CatalogEntry withPolicy(Optional<String> changed) {
        return new CatalogEntry(stream, tags, dueAt, changed, history, reshard, scalingPolicy);
    }

    public CatalogEntry withHistory(ChangeHistory changed) {
        return new CatalogEntry(stream, tags, dueAt, policy, changed, reshard, scalingPolicy);
    }

    public CatalogEntry withReshard(Optional<ReshardPlan> changed) {
        return new CatalogEntry(stream, tags, dueAt, policy, history, changed, scalingPolicy);
    }

    public CatalogEntry withScalingPolicy(Optional<ScalingPolicy> changed) {
        return new CatalogEntry(stream, tags, dueAt, policy, history, reshard, changed);
    }

    CatalogEntry withDueAt(Optional<Instant> changed) {
        return new CatalogEntry(stream, tags, changed, policy, history, reshard, scalingPolicy);
    }
}
