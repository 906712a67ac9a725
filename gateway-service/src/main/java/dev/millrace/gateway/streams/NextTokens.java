package dev.millrace.gateway.streams;

import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.seal.TokenSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Next tokens of lists: a text of the list's own choice, and when it was issued. */
public final class NextTokens {
    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private final TokenSeal seal;
    private final Clock clock;

    /** @param list tokens of one list are not accepted for another */
    public NextTokens(String clusterSecret, String list, Clock clock) {
        this.seal = new TokenSeal(clusterSecret, "next-token:" + list);
        this.clock = clock;
    }

    /** A token, issued now. */
    public String issue(String position) {
        byte[] bytes = position.getBytes(StandardCharsets.UTF_8);
        return seal.seal(ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(clock.millis())
                .put(bytes)
                .array());
    }

    /**
     * The position that a token was issued for.
     *
     * @throws dev.millrace.protocol.error.KinesisException if it is no token of ours, or an expired one
     */
    public String open(String token) {
        ByteBuffer content = ByteBuffer.wrap(seal.open(token).orElseThrow(IteratorErrors::invalidNextToken));
        Instant issuedAt = Instant.ofEpochMilli(content.getLong());
        Instant now = clock.instant();
        if (now.isAfter(issuedAt.plus(LIFETIME))) {
            throw IteratorErrors.expiredNextToken(issuedAt, now, LIFETIME);
        }
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
