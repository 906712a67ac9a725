package dev.millrace.gateway.rest.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Cuts the pieces of a body into lines, whatever their borders. Blank lines count but are left out. Of a line longer than
 * any that is taken nothing is kept, and the next one is found all the same.
 */
final class LineSplitter {
    private final int longest;
    private final Room room;
    private byte[] pending = {};
    private int length;
    private boolean tooLong;
    private long number = 1;

    /** @param longest the most bytes that a line may have */
    LineSplitter(int longest, Room room) {
        this.longest = longest;
        this.room = room;
    }

    /** Takes a piece, and releases it. The lines that end in it. */
    List<Line> take(DataBuffer piece) {
        List<Line> lines = new ArrayList<>();
        try {
            while (piece.readableByteCount() > 0) {
                int end = piece.indexOf(b -> b == '\n', piece.readPosition());
                keep(piece, (end < 0 ? piece.writePosition() : end) - piece.readPosition());
                if (end >= 0) {
                    piece.read();
                    endLine(lines);
                }
            }
        } finally {
            DataBufferUtils.release(piece);
        }
        return lines;
    }

    /** The last line, if it had no end. */
    List<Line> end() {
        List<Line> lines = new ArrayList<>();
        endLine(lines);
        return lines;
    }

    private void keep(DataBuffer piece, int count) {
        if (tooLong || length + (long) count > longest) {
            piece.readPosition(piece.readPosition() + count);
            tooLong = true;
            length = 0;
            return;
        }
        if (length + count > pending.length) {
            int size = Math.min(longest, Math.max(length + count, pending.length * 2));
            room.grow(size - pending.length);
            pending = Arrays.copyOf(pending, size);
        }
        piece.read(pending, length, count);
        length += count;
    }

    private void endLine(List<Line> lines) {
        if (tooLong) {
            lines.add(new Line(number, null));
        } else if (!isBlank()) {
            lines.add(new Line(number, Arrays.copyOf(pending, length)));
        }
        number++;
        length = 0;
        tooLong = false;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (pending[i] != ' ' && pending[i] != '\r' && pending[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** What the memory for an unfinished line is taken from. */
    @FunctionalInterface
    interface Room {
        /** Takes that many bytes more, or throws. */
        void grow(int bytes);
    }
}
