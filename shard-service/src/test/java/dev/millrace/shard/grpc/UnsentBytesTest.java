package dev.millrace.shard.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.memory.ByteQueue;
import org.junit.jupiter.api.Test;

class UnsentBytesTest {
    private final ByteQueue memory = new ByteQueue(100);

    @Test
    void callsThatNobodyReadsHoldNoMoreThanTheBoundTogether() {
        UnsentBytes slow = new UnsentBytes(memory);
        UnsentBytes other = new UnsentBytes(memory);

        assertThat(slow.tryHold(70)).isTrue();
        assertThat(other.tryHold(40)).isFalse();

        slow.close();

        assertThat(memory.current()).isZero();
        assertThat(other.tryHold(40)).isTrue();
        other.release();
        assertThat(memory.current()).isZero();
    }

    @Test
    void anEventTakesThePlaceOfWhatWasReservedForIt() {
        UnsentBytes call = new UnsentBytes(memory);
        memory.tryTake(50);

        call.holdInstead(50, 20);
        assertThat(memory.current()).isEqualTo(20);

        call.release();
        assertThat(memory.current()).isZero();
    }

    @Test
    void aCallThatIsOverHoldsNothing() {
        UnsentBytes call = new UnsentBytes(memory);
        memory.tryTake(50);
        call.close();

        call.holdInstead(50, 20);
        assertThat(call.tryHold(1_000)).isTrue();

        assertThat(memory.current()).isZero();
    }
}
