package dev.millrace.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Gathers one HTTP/1.1 answer with a Content-Length. Not thread-safe. */
final class AnswerBuffer {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int MAX_HEAD = 16 * 1024;

    private byte[] bytes = new byte[16 * 1024];
    private int length;
    private int scannedTo;
    private int bodyStart = -1;
    private int bodyLength;
    private int status;
    private boolean last;
    private byte[] body = new byte[0];

    /**
     * Takes what has come in.
     *
     * @return whether the answer is whole now
     * @throws IOException if the server answers in a way that this generator does not read
     */
    boolean add(ByteBuffer received) throws IOException {
        int added = received.remaining();
        if (bytes.length - length < added) {
            bytes = Arrays.copyOf(bytes, Math.max(length + added, bytes.length * 2));
        }
        received.get(bytes, length, added);
        length += added;
        if (bodyStart < 0) {
            findHeadEnd();
        }
        return bodyStart >= 0 && length >= bodyStart + bodyLength;
    }

    int status() {
        return status;
    }

    /** Whether the server closes the connection after this answer. */
    boolean isLast() {
        return last;
    }

    /** The whole body at the start of an array that stays valid until the next {@link #clear}. */
    byte[] body() {
        if (body.length < bodyLength) {
            body = new byte[Math.max(bodyLength, body.length * 2)];
        }
        System.arraycopy(bytes, bodyStart, body, 0, bodyLength);
        return body;
    }

    int bodyLength() {
        return bodyLength;
    }

    void clear() {
        length = 0;
        scannedTo = 0;
        bodyStart = -1;
        bodyLength = 0;
    }

    private void findHeadEnd() throws IOException {
        for (int at = scannedTo; at <= length - HEAD_END.length; at++) {
            if (bytes[at] == '\r' && Arrays.equals(bytes, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                readHead(new String(bytes, 0, at, StandardCharsets.ISO_8859_1));
                bodyStart = at + HEAD_END.length;
                return;
            }
        }
        scannedTo = Math.max(0, length - HEAD_END.length + 1);
        if (length > MAX_HEAD) {
            throw new IOException("an answer without an end of its headers");
        }
    }

    private void readHead(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an HTTP/1.1 answer");
        }
        status = Integer.parseInt(head.substring(9, 12));
        String lowerCased = head.toLowerCase(Locale.ROOT);
        last = lowerCased.contains("\r\nconnection: close");
        int header = lowerCased.indexOf("\r\ncontent-length:");
        if (header < 0) {
            throw new IOException("an answer without Content-Length");
        }
        int valueStart = header + "\r\ncontent-length:".length();
        int valueEnd = lowerCased.indexOf('\r', valueStart);
        String value = valueEnd < 0 ? head.substring(valueStart) : head.substring(valueStart, valueEnd);
        bodyLength = Integer.parseInt(value.trim());
    }
}
