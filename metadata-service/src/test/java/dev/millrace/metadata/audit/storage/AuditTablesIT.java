package dev.millrace.metadata.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.schema.SchemaMigration;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.metadata.audit.AuditLog;
import dev.millrace.metadata.audit.EventFilter;
import dev.millrace.metadata.audit.EventQuery;
import dev.millrace.metadata.audit.EventRange;
import dev.millrace.metadata.audit.LogPosition;
import dev.millrace.metadata.audit.LoggedEvent;
import dev.millrace.metadata.audit.LoggedEventPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@CassandraTest
class AuditTablesIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final EventFilter ANYTHING = filter(Optional.empty(), Optional.empty());

    private final CqlSession session;
    private final String account =
            String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L));
    private final String other = "9" + account;

    AuditTablesIT(CqlSession session) {
        this.session = session;
    }

    @BeforeAll
    static void migrate(CqlSession session) {
        SchemaMigration.migrate(session, "metadata", "schema/metadata");
    }

    private AuditLog instance(Duration keepFor) {
        return new AuditLog(new AuditTables(session, keepFor));
    }

    private LoggedEvent event(Instant time, String name) {
        return new LoggedEvent(
                UUID.randomUUID(),
                time,
                Set.of(account, other),
                true,
                false,
                "kinesis.amazonaws.com",
                name,
                "ada",
                "AKADA",
                List.of(new LoggedEvent.Resource(
                        "AWS::Kinesis::Stream", "arn:aws:kinesis:us-east-1:000000000000:stream/orders")),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static EventFilter filter(Optional<String> name, Optional<String> resource) {
        return new EventFilter(
                Optional.empty(),
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                resource,
                Optional.empty(),
                Optional.empty());
    }

    private EventRange stretch(String whose, Duration before) {
        return new EventRange(whose, true, NOON.minus(before), NOON);
    }

    /** All pages, as a client reads them that asks for so many at a time. */
    private static List<String> namesOf(AuditLog log, EventRange stretch, EventFilter filter, int most) {
        List<String> names = new ArrayList<>();
        Optional<LogPosition> after = Optional.empty();
        do {
            LoggedEventPage page = Objects.requireNonNull(
                    log.lookUp(new EventQuery(stretch, filter, after, most)).block());
            assertThat(page.events()).hasSizeLessThanOrEqualTo(most);
            page.events().forEach(event -> names.add(event.name()));
            after = page.next();
        } while (after.isPresent());
        return names;
    }

    @Test
    void eventsOfManyHoursDaysAndInstancesComeNewestFirstPageByPage() {
        AuditLog one = instance(Duration.ofHours(1));
        AuditLog another = instance(Duration.ofHours(1));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            LoggedEvent event = event(NOON.minus(Duration.ofMinutes(41L * i)), "Event" + i);
            (i % 2 == 0 ? one : another).append(List.of(event)).block();
            expected.add(event.name());
        }

        for (int most : new int[] {1, 7, 100}) {
            assertThat(namesOf(one, stretch(account, Duration.ofDays(90)), ANYTHING, most))
                    .isEqualTo(expected);
        }
        assertThat(namesOf(one, stretch(other, Duration.ofMinutes(100)), ANYTHING, 10))
                .containsExactly("Event0", "Event1", "Event2");
    }

    @Test
    void eventsOfOneInstantAreAllFound() {
        AuditLog log = instance(Duration.ofHours(1));
        List<LoggedEvent> events =
                IntStream.range(0, 20).mapToObj(i -> event(NOON, "Event" + i)).toList();
        log.append(events).block();
        instance(Duration.ofHours(1)).append(List.of(event(NOON, "Event20"))).block();

        assertThat(namesOf(log, stretch(account, Duration.ofHours(1)), ANYTHING, 3))
                .hasSize(21)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventThatIsAppendedAgainIsOneEvent() {
        LoggedEvent event = event(NOON, "Once");
        instance(Duration.ofHours(1)).append(List.of(event, event)).block();
        AuditLog another = instance(Duration.ofHours(1));
        another.append(List.of(event)).block();

        assertThat(namesOf(another, stretch(account, Duration.ofHours(1)), ANYTHING, 50))
                .containsExactly("Once");
    }

    @Test
    void whatIsLookedForIsFoundAmongAllElse() {
        AuditLog log = instance(Duration.ofHours(1));
        log.append(IntStream.range(0, 200)
                        .mapToObj(i -> event(NOON.minusSeconds(i), i % 50 == 0 ? "DeleteStream" : "ListStreams"))
                        .toList())
                .block();

        assertThat(namesOf(
                        log,
                        stretch(account, Duration.ofHours(1)),
                        filter(Optional.of("DeleteStream"), Optional.empty()),
                        3))
                .hasSize(4);
        assertThat(namesOf(
                        log,
                        stretch(account, Duration.ofHours(1)),
                        filter(Optional.empty(), Optional.of("orders")),
                        50))
                .hasSize(200);
        assertThat(namesOf(
                        log, stretch(account, Duration.ofHours(1)), filter(Optional.empty(), Optional.of("rders")), 50))
                .isEmpty();
    }

    @Test
    void eventsExpire() {
        AuditLog log = instance(Duration.ofSeconds(6));
        log.append(List.of(event(NOON, "Short"))).block();
        assertThat(namesOf(log, stretch(account, Duration.ofHours(1)), ANYTHING, 50))
                .hasSize(1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(namesOf(log, stretch(account, Duration.ofHours(1)), ANYTHING, 50))
                        .isEmpty());
    }
}
