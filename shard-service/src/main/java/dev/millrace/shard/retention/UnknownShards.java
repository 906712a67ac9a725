package dev.millrace.shard.retention;

import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shards that have records, but of which nobody knows what has become of their streams. Nothing of them is removed; that there
 * are any is told, because it is for a person to find out why.
 */
public final class UnknownShards {
    private static final Logger log = LoggerFactory.getLogger(UnknownShards.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    private final NodeClock clock;
    private volatile int count;
    private boolean told;
    private long toldAt;

    public UnknownShards(NodeClock clock) {
        this.clock = clock;
    }

    /** How many there were at the last sweep. */
    public int count() {
        return count;
    }

    /** Takes note of what a sweep has found that came to its end; called by one thread. */
    void found(SweepRound round) {
        count = round.unknownShards();
        round.anyUnknown().ifPresent(any -> {
            long now = clock.nanoTime();
            if (!told || now - toldAt > BETWEEN_WARNINGS.toNanos()) {
                told = true;
                toldAt = now;
                log.warn(
                        "{} shards are kept of which the metadata service knows nothing, such as shard {} of stream {}: it has no"
                                + " such stream or shard, and no record that there was one. Was an older backup restored, or does"
                                + " it use another keyspace?",
                        count,
                        any.shard(),
                        any.stream());
            }
        });
    }
}
