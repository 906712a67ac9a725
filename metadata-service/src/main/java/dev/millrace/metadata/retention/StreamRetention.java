package dev.millrace.metadata.retention;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.protocol.error.RetentionErrors;
import java.time.Duration;

/**
 * Changes of a stream's retention. They apply to what is stored already: readers go by the stream's current retention, so
 * that an increase keeps whatever is still inside, and a decrease hides at once what no longer is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 */
public final class StreamRetention {
    private final int minimumHours;
    private final int maximumHours;

    public StreamRetention(StreamQuotas quotas) {
        this.minimumHours = (int) quotas.minimumRetention().toHours();
        this.maximumHours = (int) quotas.maximumRetention().toHours();
    }

    public StreamUpdate increase(int hours) {
        return (entry, usage) -> {
            Duration requested = legal(hours);
            Duration existing = entry.stream().retention();
            if (requested.compareTo(existing) < 0) {
                throw RetentionErrors.notAnIncrease(entry.name(), hours, (int) existing.toHours());
            }
            return with(entry, requested);
        };
    }

    public StreamUpdate decrease(int hours) {
        return (entry, usage) -> {
            Duration requested = legal(hours);
            Duration existing = entry.stream().retention();
            if (requested.compareTo(existing) > 0) {
                throw RetentionErrors.notADecrease(entry.name(), hours, (int) existing.toHours());
            }
            return with(entry, requested);
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

    private static CatalogEntry with(CatalogEntry entry, Duration retention) {
        return entry.with(stream -> stream.retention(retention));
    }
}
