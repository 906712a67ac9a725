package dev.millrace.shard.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.shard.read.Slice;
import java.util.List;

/** Slices of blocks as messages, their content not copied. */
final class BlockSlices {
    private BlockSlices() {}

    /** The bytes of the blocks that slices belong to: each travels as a whole. */
    static long bytesOf(List<Slice> slices) {
        long bytes = 0;
        for (Slice slice : slices) {
            bytes += slice.block().content().length;
        }
        return bytes;
    }

    static BlockSlice toMessage(Slice slice) {
        return BlockSlice.newBuilder()
                .setBlock(UnsafeByteOperations.unsafeWrap(slice.block().content()))
                .setFirstIndex(slice.block().firstIndex())
                .setArrivalMillis(slice.block().arrivalMillis())
                .setSkip(slice.skip())
                .setTake(slice.take())
                .setKeyId(slice.block().keyId())
                .build();
    }
}
