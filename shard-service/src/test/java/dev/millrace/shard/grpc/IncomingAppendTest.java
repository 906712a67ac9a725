package dev.millrace.shard.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.block.RecordEntry;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingAppendTest {
    private static final int BYTES = entries().remaining();

    private final ByteBudget pending = new ByteBudget(2L * BYTES);
    private final List<AppendOutcome> outcomes = new ArrayList<>();

    private static ByteBuffer entries() {
        byte[] key = {1};
        byte[] data = new byte[50];
        byte[] entry = new byte[RecordEntry.size(key.length, data.length)];
        RecordEntry.write(entry, 0, key, data);
        return ByteBuffer.wrap(entry);
    }

    private IncomingAppend append(long id) {
        return new IncomingAppend(id, entries(), new int[] {51}, 0, pending, new RefusalMeters(), outcomes::add);
    }

    @Test
    void whatWaitsForAShardThatIsTakenOverIsCountedAndBounded() {
        IncomingAppend first = append(1);
        IncomingAppend second = append(2);
        IncomingAppend third = append(3);

        assertThat(first.isCounted()).isTrue();
        assertThat(second.isCounted()).isTrue();
        assertThat(third.isCounted()).isFalse();
        third.refused(new ShardRefusal(RefusalReason.OVERLOADED));
        assertThat(pending.current()).isEqualTo(2L * BYTES);

        first.refused(new ShardRefusal(RefusalReason.UNAVAILABLE));
        assertThat(pending.current()).isEqualTo(BYTES);
        second.refused(new ShardRefusal(RefusalReason.NOT_OWNER));
        assertThat(pending.current()).isZero();
        assertThat(outcomes).extracting(AppendOutcome::getId).containsExactly(3L, 1L, 2L);
        assertThat(outcomes)
                .extracting(AppendOutcome::getRefusal)
                .containsExactly(Refusal.OVERLOADED, Refusal.UNAVAILABLE, Refusal.NOT_OWNER);
    }

    @Test
    void whatTheAppenderRefusesIsNotGivenBackTwice() {
        IncomingAppend append = append(1);
        append.refused(new ShardRefusal(RefusalReason.UNAVAILABLE));
        append.refused(new ShardRefusal(RefusalReason.UNAVAILABLE));

        assertThat(pending.current()).isZero();
    }
}
