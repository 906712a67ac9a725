package dev.millrace.shard.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.shard.read.Slice;

/** Slices of blocks as messages, their content not copied. */
final class BlockSlices {
    private BlockSlices() {}

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
