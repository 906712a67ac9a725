package dev.millrace.gateway.front.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whether a head is under way, whatever the pieces in which the bytes come. */
class HeaderBlocksTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    @Test
    void nothingIsUnderWayBetweenFrames() {
        HeaderBlocks blocks = began();

        blocks.follow(frame(HEADERS, END_HEADERS, 40));
        blocks.follow(frame(DATA, 0, 1000));
        blocks.follow(frame(PING, 0, 8));

        assertThat(blocks.isHeadUnfinished()).isFalse();
        assertThat(blocks.finished()).isEqualTo(3);
    }

    @Test
    void aHeadThatAwaitsItsContinuationIsUnderWay() {
        HeaderBlocks blocks = began();

        blocks.follow(frame(HEADERS, 0, 40));
        assertThat(blocks.isHeadUnfinished()).isTrue();
        blocks.follow(frame(CONTINUATION, 0, 1));
        assertThat(blocks.isHeadUnfinished()).isTrue();
        assertThat(blocks.finished()).isZero();
        blocks.follow(frame(CONTINUATION, END_HEADERS, 0));

        assertThat(blocks.isHeadUnfinished()).isFalse();
        assertThat(blocks.finished()).isEqualTo(1);
    }

    @Test
    void aBodyThatIsUnderWayIsNoHead() {
        HeaderBlocks blocks = began();

        blocks.follow(frame(DATA, 0, 1000).slice(0, 500));

        assertThat(blocks.isHeadUnfinished()).isFalse();
    }

    @Test
    void anotherProtocolHasNoFrames() {
        HeaderBlocks blocks = new HeaderBlocks();

        blocks.follow(Unpooled.copiedBuffer("POST / HTTP/1.1\r\nHost: h\r\n", StandardCharsets.US_ASCII));

        assertThat(blocks.isHeadUnfinished()).isFalse();
        assertThat(blocks.finished()).isZero();
    }

    @Property
    void thePiecesDoNotMatter(@ForAll @IntRange(min = 1, max = 60) int size) {
        ByteBuf all = Unpooled.wrappedBuffer(
                preface(), frame(HEADERS, 0, 40), frame(CONTINUATION, END_HEADERS, 7), frame(DATA, 0, 100));
        HeaderBlocks blocks = new HeaderBlocks();

        while (all.isReadable()) {
            blocks.follow(all.readSlice(Math.min(size, all.readableBytes())));
        }

        assertThat(blocks.finished()).isEqualTo(2);
        assertThat(blocks.isHeadUnfinished()).isFalse();
    }

    private static HeaderBlocks began() {
        HeaderBlocks blocks = new HeaderBlocks();
        blocks.follow(preface());
        return blocks;
    }

    private static ByteBuf preface() {
        return Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private static ByteBuf frame(int type, int flags, int length) {
        return Unpooled.buffer(9 + length)
                .writeMedium(length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(1)
                .writeZero(length);
    }
}
