package dev.millrace.gateway.streams;

import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.seal.TokenSeal;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shard iterators as texts. They keep no state here: any gateway continues where another one answered.
 *
 * <pre>
 *  bytes  1         16          4       8       8               1..128
 *        ┌─────────┬───────────┬───────┬───────┬───────────────┬─────────────┐
 *        │ version │ stream id │ shard │ index │ issued, epoch │ stream name │
 *        │ = 1     │           │       │       │ milliseconds  │             │
 *        └─────────┴───────────┴───────┴───────┴───────────────┴─────────────┘
 * </pre>
 */
public final class ShardIterators {
    /** How long an iterator is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 37;

    private final TokenSeal seal;
    private final Clock clock;

    public ShardIterators(String clusterSecret, Clock clock) {
        this.seal = new TokenSeal(clusterSecret, "shard-iterator");
        this.clock = clock;
    }

    /** A new iterator, issued now; at most 260 characters. */
    public String issue(StreamId stream, StreamName name, int shard, long index) {
        byte[] nameBytes = name.value().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(FIXED_BYTES + nameBytes.length)
                .put(VERSION)
                .putLong(stream.value().getMostSignificantBits())
                .putLong(stream.value().getLeastSignificantBits())
                .putInt(shard)
                .putLong(index)
                .putLong(clock.millis())
                .put(nameBytes);
        return seal.seal(content.array());
    }

    /**
     * The position that an iterator was issued for. It may stand in double quotes, as it does in JSON that was cut up by hand.
     *
     * @throws KinesisException if the text is no iterator of ours, or an expired one
     */
    public ShardIterator open(String token) {
        ByteBuffer content = ByteBuffer.wrap(seal.open(unquoted(token)).orElseThrow(IteratorErrors::invalidIterator));
        if (content.remaining() <= FIXED_BYTES || content.get() != VERSION) {
            throw IteratorErrors.invalidIterator();
        }
        StreamId stream = StreamId.fromBytes(content);
        int shard = content.getInt();
        long index = content.getLong();
        Instant issuedAt = Instant.ofEpochMilli(content.getLong());
        StreamName name =
                new StreamName(StandardCharsets.US_ASCII.decode(content).toString());
        Instant now = clock.instant();
        if (now.isAfter(issuedAt.plus(LIFETIME))) {
            throw IteratorErrors.expiredIterator(issuedAt, now, LIFETIME);
        }
        return new ShardIterator(stream, name, shard, index, issuedAt);
    }

    private static String unquoted(String token) {
        boolean quoted = token.length() > 1 && token.startsWith("\"") && token.endsWith("\"");
        return quoted ? token.substring(1, token.length() - 1) : token;
    }
}
