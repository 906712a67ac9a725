package dev.millrace.shard.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A large block of which some parts could not be stored. */
class MissingPartsTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final Bucket BUCKET = new Bucket(7, 1);

    private final Rows rows = new Rows();
    private final StoredBlock block = new StoredBlock(7, 1, 1, 7, new byte[95]);

    @Test
    void onlyWhatIsMissingIsWrittenAgain() {
        rows.failing.addAll(Set.of(3, 4));
        CompletionStage<Void> first = rows.write(KEY, BUCKET, block);
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        // Of two at a time, each follows the one before the last: 5 was not tried after 3, nor 6 and 8 after 4.
        assertThat(rows.written).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(rows.heads).isZero();

        rows.failing.remove(3);
        rows.written.clear();
        assertThat(rows.write(KEY, BUCKET, block).toCompletableFuture()).isCompletedExceptionally();
        assertThat(rows.written).containsExactlyInAnyOrder(3, 4, 5, 7, 9);

        rows.failing.clear();
        rows.written.clear();
        assertThat(rows.write(KEY, BUCKET, block).toCompletableFuture()).isCompletedWithValue(null);
        assertThat(rows.written).containsExactlyInAnyOrder(4, 6, 8);
        assertThat(rows.heads).isEqualTo(1);
    }

    @Test
    void anotherBlockHasAllOfItsPartsToBeWritten() {
        rows.failing.add(9);
        rows.write(KEY, BUCKET, block);
        rows.written.clear();

        rows.write(KEY, BUCKET, new StoredBlock(8, 1, 1, 7, new byte[95]));

        assertThat(rows.written).hasSize(10);
    }

    @Test
    void aHeadThatFailedIsWrittenAgainAlone() {
        rows.headFails = true;
        assertThat(rows.write(KEY, BUCKET, block).toCompletableFuture()).isCompletedExceptionally();
        rows.headFails = false;
        rows.written.clear();

        assertThat(rows.write(KEY, BUCKET, block).toCompletableFuture()).isCompletedWithValue(null);
        assertThat(rows.written).isEmpty();
    }

    /** Notes which parts are written, of ten bytes each and two at a time. */
    private static final class Rows extends BlockRows {
        private final Set<Integer> failing = new HashSet<>();
        private final List<Integer> written = new ArrayList<>();
        private boolean headFails;
        private int heads;

        Rows() {
            super(new RowSizes(20, 10, 2), new ByteQueue(1_000));
        }

        private static CompletionStage<Void> done(boolean fails) {
            return fails
                    ? CompletableFuture.failedFuture(new IllegalStateException("not written"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        protected CompletionStage<Void> writePart(
                ShardKey key, long bucket, long firstIndex, int part, ByteBuffer content) {
            written.add(part);
            return done(failing.contains(part));
        }

        @Override
        protected CompletionStage<Void> writeRow(ShardKey key, long bucket, BlockRow row) {
            heads += headFails ? 0 : 1;
            return done(headFails);
        }

        @Override
        protected CompletionStage<List<BlockRow>> rowsFrom(ShardKey key, long bucket, long index, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected CompletionStage<Void> readParts(ShardKey key, long bucket, long firstIndex, JoinedParts parts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> addBucket(ShardKey key, Bucket bucket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Bucket>> bucketAtOrBefore(ShardKey key, long index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<Bucket>> bucketsFrom(ShardKey key, long index, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Bucket>> bucketStartedFrom(ShardKey key, long millis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Bucket>> bucketStartedAtOrBefore(ShardKey key, long millis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Long>> blockAtOrBefore(ShardKey key, long bucket, long index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Long>> blockArrivedFrom(ShardKey key, long bucket, long millis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Long>> lastAcknowledgedIndex(ShardKey key, long bucket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> removeOldest(ShardKey key, List<Bucket> buckets) {
            throw new UnsupportedOperationException();
        }
    }
}
