package dev.millrace.shard;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.Membership;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up when this instance can own shards: its lease is valid, which needs Cassandra every few seconds, it knows the other
 * instances, and it knows the streams.
 */
final class OwnershipHealth implements HealthIndicator {
    private final InstanceLease lease;
    private final Membership membership;
    private final StreamMirror streams;

    OwnershipHealth(InstanceLease lease, Membership membership, StreamMirror streams) {
        this.lease = lease;
        this.membership = membership;
        this.streams = streams;
    }

    @Override
    public Health health() {
        boolean leased = lease.valid() != null;
        int instances = membership.alive().size();
        boolean ready = leased && instances > 0 && streams.isCurrent();
        return (ready ? Health.up() : Health.down())
                .withDetail("lease", leased ? "valid" : "none")
                .withDetail("instances", instances)
                .withDetail("streams", streams.isCurrent() ? "known" : "not known")
                .withDetail("streamsStaleForSeconds", streams.staleFor().toSeconds())
                .build();
    }
}
