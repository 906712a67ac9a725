package dev.millrace.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is attached to resources, kept for a moment: a change shows everywhere within {@link #FRESH}. While the service that keeps
 * it is away, what was known last goes on to hold for a while.
 */
final class ResourceAttachments {
    static final Duration FRESH = Duration.ofSeconds(2);
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    /** Of what does not exist. Who asks for more and more of that pushes out nothing that does. */
    private static final long MOST_BYTES_OF_MISSING = 1024 * 1024;
    /** Of an entry without anything attached. */
    private static final int OWN_BYTES = 300;

    private final Function<Target, Mono<Attachments>> source;
    private final LongSupplier nanoTime;
    private final Duration longestStaleness;
    private final Cache<String, Known> known = cache(MOST_BYTES);
    private final Cache<String, Known> missing = cache(MOST_BYTES_OF_MISSING);
    private final Map<String, Mono<Attachments>> reading = new ConcurrentHashMap<>();

    /** @param longestStaleness how old what holds may be */
    ResourceAttachments(Function<Target, Mono<Attachments>> source, LongSupplier nanoTime, Duration longestStaleness) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.longestStaleness = longestStaleness;
    }

    private static Cache<String, Known> cache(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String arn, Known entry) -> OWN_BYTES + arn.length() + entry.attachments.weight())
                .executor(Runnable::run)
                .build();
    }

    Mono<Attachments> of(Target target) {
        if (target instanceof Target.Anything || target instanceof Target.Elsewhere) {
            return Mono.just(Attachments.NONE);
        }
        Known entry = lastOf(target.arn());
        return entry != null && ageOf(entry) < FRESH.toNanos() ? Mono.just(entry.attachments) : read(target);
    }

    private @Nullable Known lastOf(String arn) {
        Known entry = known.getIfPresent(arn);
        return entry == null ? missing.getIfPresent(arn) : entry;
    }

    private void keep(String arn, Attachments fresh) {
        (fresh.exists() ? missing : known).invalidate(arn);
        (fresh.exists() ? known : missing).put(arn, new Known(fresh, nanoTime.getAsLong()));
    }

    private long ageOf(Known entry) {
        return nanoTime.getAsLong() - entry.readAt;
    }

    /** Who asks at the same time shares an answer. */
    private Mono<Attachments> read(Target target) {
        return reading.computeIfAbsent(
                target.arn(),
                arn -> source.apply(target)
                        .doOnNext(fresh -> keep(arn, fresh))
                        .onErrorResume(failure -> {
                            Known last = lastOf(arn);
                            return last == null || ageOf(last) > longestStaleness.toNanos()
                                    ? Mono.error(failure)
                                    : Mono.just(last.attachments);
                        })
                        .doFinally(signal -> reading.remove(arn))
                        .cache());
    }

    private record Known(Attachments attachments, long readAt) {}
}
