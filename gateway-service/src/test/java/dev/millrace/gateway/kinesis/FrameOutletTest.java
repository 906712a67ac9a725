package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A client that takes a frame when it likes, or never. */
class FrameOutletTest {
    private final AtomicLong now = new AtomicLong();
    private final List<ChannelPromise> untaken = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void write(ChannelHandlerContext context, Object frame, ChannelPromise promise) {
            untaken.add(promise);
        }
    });
    private final FrameOutlet outlet = new FrameOutlet(channel, now::get);

    private void write(int bytes) {
        outlet.write(ByteBuffer.allocate(bytes)).subscribe();
    }

    private void take() {
        untaken.remove(0).setSuccess();
        channel.runPendingTasks();
    }

    private void seconds(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void whoHasTakenAllIsNotTheOneThatIsWaitedFor() {
        write(100);
        take();
        seconds(1_000);

        assertThat(outlet.idle()).isTrue();
        assertThat(outlet.moved()).isEqualTo(100);
    }

    @Test
    void whoProcessesForHalfAMinuteIsNotLookedAtButWhoLeavesAFrameForLongerIs() {
        write(100);
        seconds(39);
        assertThat(outlet.idle()).isTrue();
        seconds(2);
        assertThat(outlet.idle()).isFalse();

        outlet.tooSlow();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void eachFrameHasItsOwnTime() {
        write(100);
        seconds(39);
        take();
        write(100);
        seconds(39);

        assertThat(outlet.idle()).isTrue();
    }

    @Test
    void whatIsTakenOfALargeFrameCounts() {
        write(3 * PieceWriter.PIECE);
        take();
        take();

        assertThat(outlet.moved()).isEqualTo(2L * PieceWriter.PIECE);
    }
}
