package dev.millrace.metadata.audit.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/**
 * The buckets that this instance puts events into. Another one is begun when one is full, or forgotten because there are too
 * many: that costs a partition and nothing else.
 */
final class OpenBuckets {
    /** A partition of some times as much would still be a good one; what indexes and copies take is not counted here. */
    private static final long FULL_BYTES = 32L * 1024 * 1024;

    private static final long MOST = 1_000;

    private final Cache<BucketKey, Bucket> open =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final BiFunction<BucketKey, UUID, Mono<Void>> announce;
    private final long fullBytes;

    /** @param announce makes a new bucket known to readers */
    OpenBuckets(BiFunction<BucketKey, UUID, Mono<Void>> announce) {
        this(announce, FULL_BYTES);
    }

    OpenBuckets(BiFunction<BucketKey, UUID, Mono<Void>> announce, long fullBytes) {
        this.announce = announce;
        this.fullBytes = fullBytes;
    }

    /** The bucket for an event, once readers can find it. */
    Mono<UUID> take(BucketKey key, int bytes) {
        Bucket bucket = open.asMap()
                .compute(key, (same, known) -> known == null || known.taken.get() >= fullBytes ? begin(key) : known);
        bucket.taken.addAndGet(bytes);
        return bucket.announced
                .doOnError(failure -> open.asMap().remove(key, bucket))
                .thenReturn(bucket.id);
    }

    private Bucket begin(BucketKey key) {
        UUID id = UUID.randomUUID();
        return new Bucket(id, announce.apply(key, id).cache(), new AtomicLong());
    }

    private record Bucket(UUID id, Mono<Void> announced, AtomicLong taken) {}
}
