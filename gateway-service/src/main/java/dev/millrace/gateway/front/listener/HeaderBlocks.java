package dev.millrace.gateway.front.listener;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Follows the frames of an HTTP/2 connection by their heads alone, to know whether a request has begun whose head has not
 * come to its end. Nothing of a frame is kept.
 *
 * <pre>
 *   length (3 bytes) | type (1) | flags (1) | stream (4) | payload (length)
 *   HEADERS [CONTINUATION ...] make up a head; the last of them has the flag END_HEADERS
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4.1">RFC 9113, 4.1</a>
 */
final class HeaderBlocks {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_HEAD = 9;
    private static final int HEADERS = 0x1;
    private static final int CONTINUATION = 0x9;
    private static final int END_HEADERS = 0x4;

    private int prefaceSeen;
    private boolean otherProtocol;
    private int headSeen;
    private int payloadLeft;
    private int type;
    private int flags;
    private boolean awaitsContinuation;
    private long finished;

    /** Takes note of bytes that were received, and leaves them where they are. */
    void follow(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end && prefaceSeen < PREFACE.length && !otherProtocol) {
            otherProtocol = bytes.getByte(at) != PREFACE[prefaceSeen];
            prefaceSeen++;
            at++;
        }
        while (at < end && !otherProtocol) {
            if (headSeen < FRAME_HEAD) {
                takeOfHead(bytes.getUnsignedByte(at));
                at++;
            } else {
                int taken = Math.min(payloadLeft, end - at);
                payloadLeft -= taken;
                at += taken;
            }
            if (headSeen == FRAME_HEAD && payloadLeft == 0) {
                endFrame();
            }
        }
    }

    /** Whether a frame's head, a head's frame, or a frame that must go on with a head has not come to its end. */
    boolean isHeadUnfinished() {
        boolean withinHead = headSeen > 0 && headSeen < FRAME_HEAD;
        return withinHead || awaitsContinuation || (headSeen == FRAME_HEAD && isPartOfHead());
    }

    /** How many heads and other frames have come to their end: by this a new one is known from one that does not end. */
    long finished() {
        return finished;
    }

    private void takeOfHead(int octet) {
        switch (headSeen) {
            case 0 -> payloadLeft = octet << 16;
            case 1 -> payloadLeft |= octet << 8;
            case 2 -> payloadLeft |= octet;
            case 3 -> type = octet;
            case 4 -> flags = octet;
            default -> {
                // The stream: of no matter here.
            }
        }
        headSeen++;
    }

    private void endFrame() {
        if (isPartOfHead()) {
            awaitsContinuation = (flags & END_HEADERS) == 0;
        }
        headSeen = 0;
        finished += awaitsContinuation ? 0 : 1;
    }

    private boolean isPartOfHead() {
        return type == HEADERS || type == CONTINUATION;
    }
}
