package dev.millrace.metadata.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OpenBucketsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final BucketKey KEY = BucketKey.of("000000000000", true, NOON.plusSeconds(59));

    private final Set<UUID> announced = ConcurrentHashMap.newKeySet();
    private final OpenBuckets buckets = new OpenBuckets((key, id) -> Mono.fromRunnable(() -> announced.add(id)), 100);

    @Test
    void aBucketIsAnnouncedBeforeItIsUsedAndUsedUntilItIsFull() {
        UUID first = buckets.take(KEY, 60).block();
        assertThat(announced).containsExactly(first);
        assertThat(buckets.take(KEY, 60).block()).isEqualTo(first);
        assertThat(buckets.take(KEY, 60).block()).isNotEqualTo(first);
        assertThat(announced).hasSize(2);
    }

    @Test
    void everyHourHasItsOwn() {
        UUID first = buckets.take(KEY, 1).block();
        assertThat(buckets.take(BucketKey.of("000000000000", true, NOON), 1).block())
                .isEqualTo(first);
        assertThat(buckets.take(BucketKey.of("000000000000", true, NOON.plus(Duration.ofHours(1))), 1)
                        .block())
                .isNotEqualTo(first);
        assertThat(buckets.take(BucketKey.of("000000000000", false, NOON), 1).block())
                .isNotEqualTo(first);
    }

    @Test
    void oneThatCouldNotBeAnnouncedIsNotUsed() {
        OpenBuckets failing = new OpenBuckets(
                (key, id) -> announced.add(id) && announced.size() == 1
                        ? Mono.error(new IllegalStateException("no quorum"))
                        : Mono.empty(),
                100);

        assertThatThrownBy(() -> failing.take(KEY, 1).block()).isInstanceOf(IllegalStateException.class);
        assertThat(failing.take(KEY, 1).block()).isNotNull();
        assertThat(announced).hasSize(2);
    }
}
