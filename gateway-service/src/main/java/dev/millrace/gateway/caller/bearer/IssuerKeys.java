package dev.millrace.gateway.caller.bearer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The issuer's keys, as they were read last. They are read when a first token comes, so that an issuer that is away keeps nothing
 * from starting; again after {@link #FRESH}, while tokens go on to be verified by what is known; and when a token names a key that
 * is not known, as the issuer may have changed its keys. However many tokens come, the issuer is asked once in {@link #PAUSE}.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final Supplier<Mono<JWKSet>> source;
    private final LongSupplier nanoTime;
    private @Nullable Known known;
    /** The answer that is waited for, or the last one. */
    private Mono<JWKSet> answer = Mono.error(new IllegalStateException("The issuer's keys were never asked for"));

    private long askedAt;

    /** @param source asks the issuer, which answers or fails within a bounded time */
    IssuerKeys(Supplier<Mono<JWKSet>> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong() - PAUSE.toNanos();
    }

    /** The keys that a token may be signed with, by what its header says; an error if no keys could be read yet. */
    Flux<JWK> of(SignedJWT token) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
        if (matcher == null) {
            return Flux.empty();
        }
        JWKSelector fitting = new JWKSelector(matcher);
        return Mono.defer(this::current).flatMapMany(keys -> {
            List<JWK> found = fitting.select(keys);
            return found.isEmpty() ? renewed(keys).flatMapIterable(fitting::select) : Flux.fromIterable(found);
        });
    }

    private synchronized Mono<JWKSet> current() {
        Known last = known;
        if (last == null) {
            return asked();
        }
        if (nanoTime.getAsLong() - last.readAt >= FRESH.toNanos()) {
            asked().subscribe(keys -> {}, failure -> {});
        }
        return Mono.just(last.keys);
    }

    /** What the issuer says now; if it does not answer, what it said before. */
    private synchronized Mono<JWKSet> renewed(JWKSet before) {
        return asked().onErrorReturn(before);
    }

    /** The issuer's answer: to a question of now, or to that of a moment ago. */
    private Mono<JWKSet> asked() {
        long now = nanoTime.getAsLong();
        if (now - askedAt >= PAUSE.toNanos()) {
            askedAt = now;
            answer = source.get()
                    .doOnNext(this::learn)
                    .doOnError(failure -> log.warn(
                            "The keys of the issuer of bearer tokens could not be read: {}",
                            failure.getClass().getSimpleName()))
                    .cache();
        }
        return answer;
    }

    private synchronized void learn(JWKSet keys) {
        known = new Known(keys, nanoTime.getAsLong());
    }

    private record Known(JWKSet keys, long readAt) {}
}
