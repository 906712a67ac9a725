package dev.millrace.fuzzing.targets;

import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Shard iterators and next tokens, which clients carry about: only what was issued opens, to what it was issued for. */
final class Tokens implements FuzzTarget {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final StreamId STREAM = new StreamId(new UUID(1, 2));
    private static final StreamName NAME = new StreamName("orders");
    private static final int SHARD = 3;
    private static final long INDEX = 4;
    private static final String POSITION = "orders-7";

    private final ShardIterators iterators = new ShardIterators("a cluster's secret, of some length", CLOCK);
    private final NextTokens nextTokens = new NextTokens("a cluster's secret, of some length", "streams", CLOCK);

    @Override
    public List<byte[]> seeds() {
        return List.of(
                iterators.issue(STREAM, NAME, SHARD, INDEX).getBytes(StandardCharsets.UTF_8),
                nextTokens.issue(POSITION).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void read(byte[] input) {
        String token = new String(input, StandardCharsets.UTF_8);
        try {
            if (iterators.open(token).index() != INDEX) {
                throw new AssertionError("an iterator that was never issued");
            }
        } catch (KinesisException refused) {
            requireClientError(refused);
        }
        try {
            if (!nextTokens.open(token).equals(POSITION)) {
                throw new AssertionError("a next token that was never issued");
            }
        } catch (KinesisException refused) {
            requireClientError(refused);
        }
    }

    private static void requireClientError(KinesisException refused) {
        if (refused.type().httpStatus() >= 500) {
            throw new AssertionError("refused as a fault of ours", refused);
        }
    }
}
