package dev.millrace.metadata.audit.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.cassandra.ExecutionProfiles;
import dev.millrace.metadata.audit.AuditStore;
import dev.millrace.metadata.audit.EventRange;
import dev.millrace.metadata.audit.LogPosition;
import dev.millrace.metadata.audit.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code audit_bucket} and {@code audit_event}. */
public final class AuditTables implements AuditStore {
    private static final int ROWS_AT_ONCE = 64;

    /** A bucket is in the index as long as there can be an event in it. */
    private static final Duration BUCKET_OUTLIVES = Duration.ofHours(2);

    private static final Comparator<LoggedEvent> NEWEST_FIRST = Comparator.comparing(LoggedEvent::time)
            .reversed()
            .thenComparing(LoggedEvent::id, Comparator.comparing(UUID::toString).reversed());

    private final CqlSession session;
    private final OpenBuckets buckets = new OpenBuckets(this::announce);
    private final EventRow rows;
    private final int keptSeconds;
    private final PreparedStatement insertBucket;
    private final PreparedStatement selectBuckets;
    private final PreparedStatement insertEvent;
    private final PreparedStatement selectEvents;
    private final PreparedStatement selectEventsAfter;

    /**
     * @param session with the keyspace whose schema is in place
     * @param keepFor after which events are gone
     */
    public AuditTables(CqlSession session, Duration keepFor) {
        this.session = session;
        this.rows = new EventRow(session);
        this.keptSeconds = Math.toIntExact(keepFor.toSeconds());
        this.insertBucket = session.prepare(
                "INSERT INTO audit_bucket (account_id, management, day, hour, id) VALUES (?, ?, ?, ?, ?) USING TTL ?");
        this.selectBuckets = session.prepare("SELECT hour, id FROM audit_bucket WHERE account_id = ? AND management = ?"
                + " AND day = ? AND hour >= ? AND hour <= ?");
        this.insertEvent = session.prepare(EventRow.INSERT);
        this.selectEvents = session.prepare(EventRow.SELECT + " AND time >= ? AND time <= ?");
        this.selectEventsAfter = session.prepare(EventRow.SELECT + " AND time >= ? AND (time, id) < (?, ?)");
    }

    private Mono<Void> announce(BucketKey key, UUID id) {
        int seconds = Math.addExact(keptSeconds, Math.toIntExact(BUCKET_OUTLIVES.toSeconds()));
        return write(insertBucket.bind(key.accountId(), key.management(), key.day(), key.hour(), id, seconds));
    }

    @Override
    public Mono<Void> put(String accountId, LoggedEvent event) {
        BucketKey key = BucketKey.of(accountId, event.management(), event.time());
        return buckets.take(key, event.json().length)
                .flatMap(bucket -> write(rows.bind(insertEvent, key, bucket, event, keptSeconds)));
    }

    @Override
    public Flux<LoggedEvent> read(EventRange stretch, Optional<LogPosition> after) {
        Instant until = after.map(LogPosition::time)
                .filter(time -> time.isBefore(stretch.until()))
                .orElse(stretch.until());
        return days(stretch.from(), until)
                .concatMap(day -> hours(stretch, day, until), 1)
                .concatMap(hour -> events(hour, stretch, after), 0);
    }

    /** Newest first. */
    private static Flux<Instant> days(Instant from, Instant until) {
        Instant first = from.truncatedTo(ChronoUnit.DAYS);
        return Flux.fromStream(() -> Stream.iterate(
                until.truncatedTo(ChronoUnit.DAYS), day -> !day.isBefore(first), day -> day.minus(1, ChronoUnit.DAYS)));
    }

    /** The hours of a day that have events, newest first, with their buckets. */
    private Flux<Hour> hours(EventRange stretch, Instant day, Instant until) {
        return rows(selectBuckets.bind(
                        stretch.accountId(),
                        stretch.management(),
                        day,
                        stretch.from().truncatedTo(ChronoUnit.HOURS),
                        until))
                .bufferUntilChanged(row -> row.getInstant("hour"))
                .map(same -> new Hour(
                        BucketKey.of(
                                stretch.accountId(),
                                stretch.management(),
                                Objects.requireNonNull(same.get(0).getInstant("hour"))),
                        same.stream().map(row -> row.getUuid("id")).toList()));
    }

    private Flux<LoggedEvent> events(Hour hour, EventRange stretch, Optional<LogPosition> after) {
        List<Publisher<LoggedEvent>> inBuckets = hour.buckets().stream()
                .<Publisher<LoggedEvent>>map(bucket ->
                        rows(select(hour.key(), bucket, stretch, after)).map(row -> rows.toEvent(row, hour.key())))
                .toList();
        @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
        Publisher<LoggedEvent>[] sources = inBuckets.toArray(new Publisher[0]);
        return sources.length == 1 ? Flux.from(sources[0]) : Flux.mergeComparing(ROWS_AT_ONCE, NEWEST_FIRST, sources);
    }

    private BoundStatement select(BucketKey key, UUID bucket, EventRange stretch, Optional<LogPosition> after) {
        return after.map(position -> selectEventsAfter.bind(
                        key.accountId(),
                        key.management(),
                        key.hour(),
                        bucket,
                        stretch.from(),
                        position.time(),
                        position.id()))
                .orElseGet(() -> selectEvents.bind(
                        key.accountId(), key.management(), key.hour(), bucket, stretch.from(), stretch.until()));
    }

    private Flux<Row> rows(BoundStatement statement) {
        return Flux.from(session.executeReactive(
                        statement.setPageSize(ROWS_AT_ONCE).setExecutionProfileName(ExecutionProfiles.READS)))
                .map(row -> (Row) row);
    }

    private Mono<Void> write(BoundStatement statement) {
        return Flux.from(session.executeReactive(
                        statement.setIdempotent(true).setExecutionProfileName(ExecutionProfiles.WRITES)))
                .then();
    }

    private record Hour(BucketKey key, List<UUID> buckets) {}
}
