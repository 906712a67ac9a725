package dev.millrace.metadata.scaling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How streams scale by themselves. Only tests change it.
 *
 * @param interval how often an instance looks at what is written to them
 * @param rateValidFor how long a reported rate counts; longer than owners take from one report to the next
 * @param hotShardBytes a shard of an on-demand stream that is written more than this in a second is split
 * @param hotShardRecords likewise
 * @param onDemandMostShards an on-demand stream gets no more by itself
 */
@ConfigurationProperties("millrace.scaling.testing")
public record ScalingSettings(
        @DefaultValue("30s") Duration interval,
        @DefaultValue("75s") Duration rateValidFor,
        @DefaultValue("500KB") DataSize hotShardBytes,
        @DefaultValue("500") int hotShardRecords,
        @DefaultValue("200") int onDemandMostShards) {
    public ScalingSettings {
        if (interval.toMillis() < 1 || rateValidFor.compareTo(interval) < 0) {
            throw new IllegalArgumentException(
                    "millrace.scaling.testing: rates must be valid for longer than an interval");
        }
    }

    OnDemandCapacity onDemandCapacity() {
        return new OnDemandCapacity(new WriteRate(hotShardBytes.toBytes(), hotShardRecords), onDemandMostShards);
    }
}
