package dev.millrace.internal.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a caller knows the cluster's secret, to one service alone: {@code <epoch seconds>.<HMAC-SHA256 of the service's
 * name and them>}. It is renewed long before it stops being accepted, and never carries the secret itself.
 */
public final class ServiceToken {
    /** The header that carries it, of gRPC and of HTTP. */
    public static final String HEADER = "millrace-service-token";

    /** How far the signing time may lie from the verifier's clock, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final String CONTEXT = "millrace-service-token-v2:";

    private final SecretKeySpec key;
    private final Clock clock;
    private final Map<ServiceName, Signed> current = new ConcurrentHashMap<>();
    private final Map<ServiceName, Signed> lastAccepted = new ConcurrentHashMap<>();

    /**
     * @param clusterSecret the same on all instances; at least 16 characters
     * @throws IllegalArgumentException if the secret is too short to protect anything
     */
    public ServiceToken(String clusterSecret, Clock clock) {
        if (clusterSecret.length() < 16) {
            throw new IllegalArgumentException("the cluster secret needs at least 16 characters");
        }
        this.key = new SecretKeySpec(clusterSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** A token to send now. */
    public String issueFor(ServiceName callee) {
        long now = clock.instant().getEpochSecond();
        Signed token = current.get(callee);
        if (token == null || now < token.second || now - token.second >= RENEWAL.toSeconds()) {
            token = new Signed(now, sign(callee, now));
            current.put(callee, token);
        }
        return token.text;
    }

    /** Whether a token that a service has received is genuine, recent, and meant for that service. */
    public boolean isAcceptedBy(ServiceName self, String token) {
        Signed known = lastAccepted.get(self);
        if (known == null || !MessageDigest.isEqual(bytes(token), bytes(known.text))) {
            long second = secondOf(token);
            if (second < 0 || !MessageDigest.isEqual(bytes(token), bytes(sign(self, second)))) {
                return false;
            }
            known = new Signed(second, token);
            lastAccepted.put(self, known);
        }
        return Math.abs(clock.instant().getEpochSecond() - known.second) <= TOLERANCE.toSeconds();
    }

    private static long secondOf(String token) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 12) {
            return -1;
        }
        for (int i = 0; i < dot; i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(token.substring(0, dot));
    }

    private String sign(ServiceName callee, long second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signature = mac.doFinal(bytes(CONTEXT + callee.text() + ":" + second));
            return second + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Signed(long second, String text) {}
}
