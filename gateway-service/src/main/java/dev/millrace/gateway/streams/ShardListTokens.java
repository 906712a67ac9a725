package dev.millrace.gateway.streams;

import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.stream.StreamName;
import java.time.Clock;

/** Next tokens of ListShards, which name no stream but in the token: who may go on is decided by the stream that is in it. */
public final class ShardListTokens {
    private static final int PARTS = 4;

    private final NextTokens tokens;

    public ShardListTokens(String clusterSecret, Clock clock) {
        this.tokens = new NextTokens(clusterSecret, "shards", clock);
    }

    /** @param position as {@code <stream id> <stream name> <last shard> <filter>} */
    public String issue(String position) {
        return tokens.issue(position);
    }

    /**
     * The position that a token was issued for.
     *
     * @throws dev.millrace.protocol.error.KinesisException if it is no token of ours, or an expired one
     */
    public String open(String token) {
        return tokens.open(token);
    }

    /** The name of the stream that a token goes on in; the same errors. */
    public StreamName streamOf(String token) {
        String[] parts = open(token).split(" ", PARTS);
        if (parts.length != PARTS) {
            throw IteratorErrors.invalidNextToken();
        }
        return new StreamName(parts[1]);
    }
}
