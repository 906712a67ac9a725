package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.audit.AuditStore;
import dev.millrace.metadata.audit.EventRange;
import dev.millrace.metadata.audit.LogPosition;
import dev.millrace.metadata.audit.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code audit_bucket} and {@code audit_event}. */
public final class AuditTables implements AuditStore {
    private static final Comparator<LoggedEvent> NEWEST_FIRST = Comparator.comparing(LoggedEvent::time)
            .reversed()
            .thenComparing(LoggedEvent::id, Comparator.comparing(UUID::toString).reversed());

    private final SelectAuditBuckets selectAuditBuckets;
    private final InsertEvent insertEvent;
    private final SelectEvents selectEvents;
    private final OpenBuckets buckets;

    /**
     * Prepares every statement; blocks until that is done.
     *
     * @param session with the keyspace whose schema is in place
     * @param keepFor after which events are gone
     */
    public AuditTables(CqlSession session, Duration keepFor) {
        EventRow row = new EventRow(session);
        this.selectAuditBuckets = new SelectAuditBuckets(session);
        this.insertEvent = new InsertEvent(session, row, keepFor);
        this.selectEvents = new SelectEvents(session, row);
        this.buckets = new OpenBuckets(new InsertAuditBucket(session, keepFor)::execute);
    }

    @Override
    public Mono<Void> put(String accountId, LoggedEvent event) {
        BucketKey key = BucketKey.of(accountId, event.management(), event.time());
        return buckets.take(key, event.json().length).flatMap(bucket -> insertEvent.execute(key, bucket, event));
    }

    @Override
    public Flux<LoggedEvent> read(EventRange range, Optional<LogPosition> after) {
        Instant until = after.map(LogPosition::time)
                .filter(time -> time.isBefore(range.until()))
                .orElse(range.until());
        return days(range.from(), until)
                .concatMap(day -> selectAuditBuckets.execute(range, day, until), 1)
                .concatMap(hour -> events(hour, range, after), 0);
    }

    /** Newest first. */
    private static Flux<Instant> days(Instant from, Instant until) {
        Instant first = from.truncatedTo(ChronoUnit.DAYS);
        return Flux.fromStream(() -> Stream.iterate(
                until.truncatedTo(ChronoUnit.DAYS), day -> !day.isBefore(first), day -> day.minus(1, ChronoUnit.DAYS)));
    }

    private Flux<LoggedEvent> events(SelectAuditBuckets.Hour hour, EventRange range, Optional<LogPosition> after) {
        List<Publisher<LoggedEvent>> inBuckets = hour.buckets().stream()
                .<Publisher<LoggedEvent>>map(bucket -> selectEvents.execute(hour.key(), bucket, range, after))
                .toList();
        @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
        Publisher<LoggedEvent>[] sources = inBuckets.toArray(new Publisher[0]);
        return sources.length == 1
                ? Flux.from(sources[0])
                : Flux.mergeComparing(SelectEvents.PAGE, NEWEST_FIRST, sources);
    }
}
