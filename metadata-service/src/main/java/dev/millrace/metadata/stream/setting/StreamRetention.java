package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.protocol.error.RetentionErrors;
import java.time.Clock;
import java.time.Duration;

/**
 * Changes of a stream's retention. They apply to what is stored already: readers go by the stream's current retention, so
 * that an increase keeps whatever is still inside and brings nothing back, and a decrease hides at once what no longer is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 */
public final class StreamRetention {
    private final int minimumHours;
    private final int maximumHours;

    private final Clock clock;

    public StreamRetention(StreamQuotas quotas, Clock clock) {
        this.minimumHours = (int) quotas.minimumRetention().toHours();
        this.maximumHours = (int) quotas.maximumRetention().toHours();
        this.clock = clock;
    }

    public StreamUpdate increase(int hours) {
        return (entry, usage) -> {
            Duration requested = legal(hours);
            Duration existing = entry.stream().retention();
            if (requested.compareTo(existing) < 0) {
                throw RetentionErrors.notAnIncrease(entry.name(), hours, (int) existing.toHours());
            }
            return requested.equals(existing)
                    ? entry
                    : entry.with(stream -> stream.retention(requested)
                            .retainedFrom(entry.stream().trimHorizon(clock.instant())));
        };
    }

    public StreamUpdate decrease(int hours) {
        return (entry, usage) -> {
            Duration requested = legal(hours);
            Duration existing = entry.stream().retention();
            if (requested.compareTo(existing) > 0) {
                throw RetentionErrors.notADecrease(entry.name(), hours, (int) existing.toHours());
            }
            return entry.with(stream -> stream.retention(requested));
        };
    }

    private Duration legal(int hours) {
        if (hours < minimumHours) {
            throw RetentionErrors.tooShort(hours, minimumHours);
        }
        if (hours > maximumHours) {
            throw RetentionErrors.tooLong(hours, maximumHours);
        }
        return Duration.ofHours(hours);
    }
}
