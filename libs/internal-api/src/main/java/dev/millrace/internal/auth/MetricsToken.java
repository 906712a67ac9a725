package dev.millrace.internal.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a collector of metrics may show in place of anything else: a bearer token that opens metrics and nothing more. */
public final class MetricsToken {
    private static final int SHORTEST = 24;
    private static final String SCHEME = "bearer ";

    private final Optional<byte[]> token;

    private MetricsToken(Optional<byte[]> token) {
        this.token = token;
    }

    /** @param token of at least 24 characters; null or empty for none, with which nobody gets in */
    public static MetricsToken of(@Nullable String token) {
        if (token == null || token.isBlank()) {
            return new MetricsToken(Optional.empty());
        }
        if (token.strip().length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "millrace.management.metrics-token (MILLRACE_METRICS_TOKEN) needs at least " + SHORTEST
                            + " characters");
        }
        return new MetricsToken(Optional.of(token.strip().getBytes(StandardCharsets.UTF_8)));
    }

    /** @param authorization the header of a request; null if it has none */
    public boolean isIn(@Nullable String authorization) {
        return token.isPresent()
                && authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token.get(),
                        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return token.isPresent() ? "a metrics token" : "no metrics token";
    }
}
