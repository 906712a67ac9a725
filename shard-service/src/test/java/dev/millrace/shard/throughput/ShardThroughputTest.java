package dev.millrace.shard.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShardThroughputTest {
    private static final int MIB = 1 << 20;
    private static final long SECOND = 1_000_000_000L;

    private final ShardThroughput throughput =
            new ShardThroughput(new ThroughputSettings(true, MIB, 1_000, 2 * MIB, 5, 5), 0);

    private static int[] records(int count, int bytesEach) {
        int[] sizes = new int[count];
        Arrays.fill(sizes, bytesEach);
        return sizes;
    }

    @Test
    void aThousandRecordsASecondGoIn() {
        assertThat(throughput.admitWrites(records(1_200, 10), 0)).isEqualTo(1_000);
        assertThat(throughput.admitWrites(records(1, 10), 0)).isZero();
        assertThat(throughput.admitWrites(records(1_200, 10), SECOND / 2)).isEqualTo(500);
    }

    @Test
    void aMebibyteASecondGoesIn() {
        assertThat(throughput.admitWrites(records(20, MIB / 10), 0)).isEqualTo(10);
        assertThat(throughput.admitWrites(records(20, MIB / 10), SECOND / 2)).isEqualTo(5);
    }

    @Test
    void aRecordLargerThanASecondsWorthIsAdmittedAndPaidBack() {
        assertThat(throughput.admitWrites(records(2, 10 * MIB), 0)).isEqualTo(1);
        assertThat(throughput.admitWrites(records(1, 1), 8 * SECOND)).isZero();
        assertThat(throughput.admitWrites(records(1, 1), 10 * SECOND)).isEqualTo(1);
    }

    @Test
    void unusedPermitsAreSavedForOneSecondOnly() {
        assertThat(throughput.admitWrites(records(5_000, 1), 60 * SECOND)).isEqualTo(1_000);
    }

    @Test
    void aLargeAnswerBlocksReadsForItsTimeAtTheSustainedRate() {
        assertThat(throughput.admitRead(0)).isTrue();
        throughput.countRead(10 * MIB);

        assertThat(throughput.admitRead(3 * SECOND)).isFalse();
        assertThat(throughput.admitRead(4 * SECOND)).isFalse();
        assertThat(throughput.admitRead(4 * SECOND + SECOND / 100)).isTrue();
    }

    @Test
    void fiveReadsASecondAreServed() {
        for (int i = 0; i < 5; i++) {
            assertThat(throughput.admitRead(0)).isTrue();
        }
        assertThat(throughput.admitRead(0)).isFalse();
        assertThat(throughput.admitRead(SECOND / 5 + 1)).isTrue();
    }

    @Test
    void switchedOffNothingIsRefused() {
        ShardThroughput off = new ShardThroughput(new ThroughputSettings(false, 1, 1, 1, 1, 1), 0);

        assertThat(off.admitWrites(records(10_000, MIB), 0)).isEqualTo(10_000);
        off.countRead(1L << 40);
        assertThat(off.admitRead(0)).isTrue();
        assertThat(off.admitIterator(0)).isTrue();
    }
}
