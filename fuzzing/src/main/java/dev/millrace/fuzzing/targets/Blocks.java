package dev.millrace.fuzzing.targets;

import dev.millrace.block.Block;
import dev.millrace.block.BlockBuilder;
import dev.millrace.block.MalformedBlockException;
import dev.millrace.block.RecordCursor;
import dev.millrace.block.RecordEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Blocks as a database that was tampered with might return them, and runs of entries as a gateway might send them. */
final class Blocks implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of(block("key", "data", 1), block("another key", "data ".repeat(50), 40));
    }

    private static byte[] block(String key, String data, int count) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] dataBytes = data.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[RecordEntry.size(keyBytes.length, dataBytes.length)];
        RecordEntry.write(entry, 0, keyBytes, dataBytes);
        BlockBuilder builder = new BlockBuilder();
        for (int i = 0; i < count; i++) {
            builder.add(ByteBuffer.wrap(entry), new int[] {keyBytes.length + dataBytes.length}, 0, 1);
        }
        return builder.build();
    }

    @Override
    public void read(byte[] input) {
        try {
            Block block = Block.of(input);
            block.isIntact();
            block.payloadSizes();
            RecordCursor records = block.records();
            while (records.next()) {
                requireInside(records);
            }
        } catch (MalformedBlockException refused) {
            // As it should be.
        }
        try {
            RecordEntry.payloadSizes(ByteBuffer.wrap(input), Math.min(input.length, 16));
        } catch (MalformedBlockException refused) {
            // As it should be.
        }
    }

    private static void requireInside(RecordCursor records) {
        int end = records.dataOffset() + records.dataLength();
        if (records.keyOffset() < 0
                || records.keyLength() < 0
                || records.dataLength() < 0
                || end > records.array().length) {
            throw new AssertionError("a record outside of its block");
        }
    }
}
