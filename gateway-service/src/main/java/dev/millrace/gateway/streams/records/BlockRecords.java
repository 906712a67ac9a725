package dev.millrace.gateway.streams.records;

import dev.millrace.block.Block;
import dev.millrace.block.RecordCursor;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.message.RecordWriter;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.SequenceNumberRun;
import dev.millrace.stream.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The records of an owner's answer, walked block by block while the response is written. */
public final class BlockRecords implements OutgoingRecords {
    private final Shard shard;
    private final List<Slice> slices;
    private final int count;
    private final long bytes;

    private BlockRecords(Shard shard, List<Slice> slices, int count, long bytes) {
        this.shard = shard;
        this.slices = slices;
        this.count = count;
        this.bytes = bytes;
    }

    public static BlockRecords of(List<BlockSlice> blocks, Shard shard) {
        List<Slice> slices = new ArrayList<>(blocks.size());
        int count = 0;
        long bytes = 0;
        for (BlockSlice slice : blocks) {
            Block block = Block.of(slice.getBlock().toByteArray());
            slices.add(new Slice(block, slice));
            int[] sizes = block.payloadSizes();
            for (int i = slice.getSkip(); i < slice.getSkip() + slice.getTake(); i++) {
                bytes += sizes[i];
            }
            count += slice.getTake();
        }
        return new BlockRecords(shard, slices, count, bytes);
    }

    @Override
    public void writeTo(WireWriter out) {
        slices.forEach(slice -> write(slice, out));
    }

    private void write(Slice slice, WireWriter out) {
        BlockSlice part = slice.part;
        long arrivalMillis = part.getArrivalMillis();
        SequenceNumberRun numbers = new SequenceNumberRun(
                shard.sequenceNumber(part.getFirstIndex() + part.getSkip(), Instant.ofEpochMilli(arrivalMillis)));
        EncryptionType encryption = part.getKeyId().isEmpty() ? EncryptionType.NONE : EncryptionType.KMS;
        RecordCursor records = slice.block.records();
        records.skip(part.getSkip());
        for (int i = 0; i < part.getTake() && records.next(); i++) {
            if (i > 0) {
                numbers.advance();
            }
            RecordWriter.write(
                    out,
                    numbers.ascii(),
                    arrivalMillis,
                    records.array(),
                    records.dataOffset(),
                    records.dataLength(),
                    records.array(),
                    records.keyOffset(),
                    records.keyLength(),
                    encryption);
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    private record Slice(Block block, BlockSlice part) {}
}
