package dev.millrace.gateway.rest.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an id must hold while a shard is split into two, and those are merged again. */
class FollowedStreamTest {
    private static final HashKey HALF = HashKey.fromBytes(ByteBuffer.wrap(bytes(BigInteger.ONE.shiftLeft(127))));
    private static final HashKey BELOW_HALF = HashKey.fromBytes(
            ByteBuffer.wrap(bytes(BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE))));

    private static byte[] bytes(BigInteger value) {
        byte[] bytes = new byte[16];
        byte[] given = value.toByteArray();
        int length = Math.min(16, given.length);
        System.arraycopy(given, given.length - length, bytes, 16 - length, length);
        return bytes;
    }

    private static Shard shard(int index, HashKeyRange range, OptionalInt parent, OptionalInt adjacent, boolean open) {
        return new Shard(
                index, range, parent, adjacent, Instant.EPOCH, open ? Optional.empty() : Optional.of(Instant.EPOCH));
    }

    private static final HashKeyRange WHOLE = new HashKeyRange(HashKey.MIN, HashKey.MAX);
    private static final ShardMap SHARDS = new ShardMap(List.of(
            shard(0, WHOLE, OptionalInt.empty(), OptionalInt.empty(), false),
            shard(1, new HashKeyRange(HashKey.MIN, BELOW_HALF), OptionalInt.of(0), OptionalInt.empty(), false),
            shard(2, new HashKeyRange(HALF, HashKey.MAX), OptionalInt.of(0), OptionalInt.empty(), false),
            shard(3, WHOLE, OptionalInt.of(1), OptionalInt.of(2), true)));

    private static List<ShardPosition> in(@Nullable String id) {
        assertThat(id).isNotNull();
        return Positions.parse(id).orElseThrow().toMessage().getShardsList();
    }

    private static ShardPosition at(int shard, long index) {
        return ShardPosition.newBuilder().setShard(shard).setNextIndex(index).build();
    }

    private static ShardPosition finished(int shard) {
        return ShardPosition.newBuilder().setShard(shard).setFinished(true).build();
    }

    @Test
    void aParentIsRememberedUntilAllItsChildrenHaveBegun() {
        FollowedStream followed = new FollowedStream(new Positions(StreamId.random()), SHARDS);

        assertThat(in(followed.moveTo(0, 5))).containsExactly(at(0, 5));
        assertThat(in(followed.finish(0, SHARDS))).containsExactly(finished(0));
        assertThat(in(followed.moveTo(1, 6))).containsExactly(finished(0), at(1, 6));
        assertThat(in(followed.moveTo(2, 7))).containsExactly(at(1, 6), at(2, 7));
        assertThat(in(followed.finish(1, SHARDS))).containsExactly(finished(1), at(2, 7));
        assertThat(in(followed.finish(2, SHARDS))).containsExactly(finished(1), finished(2));
        assertThat(in(followed.moveTo(3, 8))).containsExactly(at(3, 8));
    }

    @Test
    void aChildThatFinishesBeforeItsSiblingBeginsIsNotForgottenBeforeTheirParent() {
        FollowedStream followed = new FollowedStream(new Positions(StreamId.random()), SHARDS);
        followed.finish(0, SHARDS);
        followed.moveTo(1, 6);

        assertThat(in(followed.finish(1, SHARDS))).containsExactly(finished(0), finished(1));
        assertThat(in(followed.moveTo(2, 7))).containsExactly(finished(1), at(2, 7));
    }

    @Test
    void anIdNamesShardsThatHaveNotSentAnythingYet() {
        FollowedStream followed = new FollowedStream(new Positions(StreamId.random()), SHARDS);
        followed.begin(List.of(1, 2), true);

        assertThat(in(followed.moveTo(1, 6))).containsExactly(at(1, 6), at(2, 0));
    }

    @Test
    void thereIsNoIdBeforeThePositionInEveryShardIsKnown() {
        FollowedStream followed = new FollowedStream(new Positions(StreamId.random()), SHARDS);
        followed.begin(List.of(1, 2), false);

        assertThat(followed.moveTo(1, 6)).isNull();
        assertThat(in(followed.moveTo(2, 7))).containsExactly(at(1, 6), at(2, 7));
    }
}
