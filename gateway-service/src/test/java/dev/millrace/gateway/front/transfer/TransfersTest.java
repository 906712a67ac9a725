package dev.millrace.gateway.front.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.transfer.Transfer.Pace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is fast enough: ten seconds for nothing, then a thousand bytes a second over five, and a minute in all. */
class TransfersTest {
    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final Transfers transfers =
            new Transfers(new Pace(Duration.ofSeconds(10), 1000, Duration.ofMinutes(1)), now::get);

    @Test
    void whatStandsStillEndsAfterItsGrace() {
        Watched still = begin(false);

        seconds(9, still, 0);
        assertThat(still.slow).isFalse();
        seconds(2, still, 0);
        assertThat(still.slow).isTrue();
        assertThat(transfers.size()).isZero();
    }

    @Test
    void whatBeganFastAndStandsStillEndsInSeconds() {
        Watched stopping = begin(false);

        seconds(12, stopping, 100_000_000);
        assertThat(stopping.slow).isFalse();
        seconds(10, stopping, 0);
        assertThat(stopping.slow).isTrue();
    }

    @Test
    void whatComesOnHasUntilItsLongestTime() {
        Watched steady = begin(false);

        seconds(59, steady, 1001);
        assertThat(steady.slow).isFalse();
        seconds(2, steady, 1001);
        assertThat(steady.slow).isTrue();
    }

    @Test
    void whatHasNoEndMayTakeAnyTimeWhileItComesOnOrHasNothingToMove() {
        Watched endless = begin(true);

        seconds(500, endless, 1001);
        endless.idle = true;
        seconds(500, endless, 0);
        endless.idle = false;
        seconds(9, endless, 0);
        assertThat(endless.slow).isFalse();
        seconds(2, endless, 0);
        assertThat(endless.slow).isTrue();
    }

    @Test
    void whatHasEndedIsNotLookedAt() {
        Watched ended = begin(false);
        transfers.end(ended);

        seconds(100, ended, 0);
        assertThat(ended.slow).isFalse();
    }

    private Watched begin(boolean endless) {
        Watched transfer = new Watched(endless);
        transfers.begin(transfer);
        return transfer;
    }

    private void seconds(int count, Watched transfer, long each) {
        for (int i = 0; i < count; i++) {
            transfer.moved += each;
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            transfers.check();
        }
    }

    private static final class Watched extends Transfer {
        long moved;
        boolean idle;
        boolean slow;

        Watched(boolean endless) {
            super(endless);
        }

        @Override
        protected long moved() {
            return moved;
        }

        @Override
        protected boolean idle() {
            return idle;
        }

        @Override
        protected void tooSlow() {
            slow = true;
        }
    }
}
