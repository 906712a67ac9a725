package dev.millrace.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the members of an answer without making objects, because the generator shares its cores with the server. It
 * trusts the answer to be JSON; a real parser reads it elsewhere.
 */
final class JsonScanner {
    enum Token {
        NAME,
        STRING,
        /** A number, true, false or null. */
        LITERAL,
        BEGIN,
        END_MAP,
        END_LIST,
        END
    }

    private byte[] bytes = new byte[0];
    private int limit;
    private int position;
    private int start;
    private int end;
    private int expectedLength;

    void reset(byte[] answer, int length) {
        bytes = answer;
        limit = length;
        position = 0;
    }

    /** The next string is probably this long, so that its end is found without looking at each byte. */
    void expectStringOf(int length) {
        expectedLength = length;
    }

    Token next() {
        while (position < limit) {
            byte current = bytes[position++];
            switch (current) {
                case ' ', '\n', '\r', '\t', ',', ':' -> {}
                case '{', '[' -> {
                    return Token.BEGIN;
                }
                case '}' -> {
                    return Token.END_MAP;
                }
                case ']' -> {
                    return Token.END_LIST;
                }
                case '"' -> {
                    return string();
                }
                default -> {
                    return literal();
                }
            }
        }
        return Token.END;
    }

    boolean is(byte[] text) {
        return end - start == text.length && Arrays.equals(bytes, start, end, text, 0, text.length);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the current name or value begins. */
    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    String text() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The number that the current value ends with. */
    int trailingNumber() {
        int value = 0;
        int place = 1;
        for (int at = end - 1; at >= start && bytes[at] >= '0' && bytes[at] <= '9' && place <= 100_000_000; at--) {
            value += (bytes[at] - '0') * place;
            place *= 10;
        }
        return value;
    }

    private Token string() {
        start = position;
        if (expectedLength > 0 && position + expectedLength < limit && bytes[position + expectedLength] == '"') {
            position += expectedLength;
        }
        expectedLength = 0;
        while (position < limit && bytes[position] != '"') {
            position += bytes[position] == '\\' ? 2 : 1;
        }
        end = Math.min(position, limit);
        position++;
        int after = position;
        while (after < limit && bytes[after] == ' ') {
            after++;
        }
        return after < limit && bytes[after] == ':' ? Token.NAME : Token.STRING;
    }

    private Token literal() {
        start = position - 1;
        while (position < limit && bytes[position] != ',' && bytes[position] != '}' && bytes[position] != ']') {
            position++;
        }
        end = position;
        return Token.LITERAL;
    }
}
