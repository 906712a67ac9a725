package dev.millrace.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Inputs that are almost right: seeds with a few bytes flipped, left out, repeated, or put in from another seed. */
final class ByteChanges {
    private static final List<byte[]> PIECES = List.of(
            bytes("\""),
            bytes("{"),
            bytes("]"),
            bytes("null"),
            bytes("1e999999999"),
            bytes("%"),
            bytes("&a=%zz"),
            bytes("\\ud800"),
            bytes("\u0000"),
            new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x7F},
            new byte[] {(byte) 0x9B, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF
            },
            new byte[] {(byte) 0x80, 0, 0, 0});

    private final List<byte[]> seeds;
    private final RandomGenerator random;

    ByteChanges(List<byte[]> seeds, RandomGenerator random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] next() {
        byte[] input = seed();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            input = change(input);
        }
        return input;
    }

    private byte[] change(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> joined(Arrays.copyOf(input, from), tail(input, to));
            case 1 -> joined(Arrays.copyOf(input, to), tail(input, from));
            case 2 -> joined(Arrays.copyOf(input, from), PIECES.get(random.nextInt(PIECES.size())), tail(input, from));
            case 3 -> joined(Arrays.copyOf(input, from), tail(seed(), from));
            case 4 -> Arrays.copyOf(input, from);
            default -> flipped(input);
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] copy = input.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] tail(byte[] input, int from) {
        return Arrays.copyOfRange(input, Math.min(from, input.length), input.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
