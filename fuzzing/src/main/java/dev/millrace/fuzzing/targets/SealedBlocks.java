package dev.millrace.fuzzing.targets;

import dev.millrace.block.BlockKey;
import dev.millrace.block.BlockPlace;
import dev.millrace.block.MalformedBlockException;
import dev.millrace.block.SealedBlock;
import dev.millrace.block.UnopenableBlockException;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Sealed blocks as a database that was tampered with might return them: none opens but those that were sealed. */
final class SealedBlocks implements FuzzTarget {
    private static final BlockPlace PLACE = new BlockPlace(new ShardKey(new StreamId(new UUID(1, 2)), 3), 4, 5, 6);
    private static final byte[] CONTENT = "what was sealed".getBytes(StandardCharsets.UTF_8);

    private final BlockKey key = new BlockKey(new byte[32], "a wrapped data key".getBytes(StandardCharsets.UTF_8));

    @Override
    public List<byte[]> seeds() {
        return List.of(key.seal(CONTENT, PLACE), key.seal(CONTENT, PLACE));
    }

    @Override
    public void read(byte[] input) {
        try {
            byte[] opened = key.open(SealedBlock.of(input), PLACE);
            if (!Arrays.equals(opened, CONTENT)) {
                throw new AssertionError("opened what was never sealed");
            }
        } catch (MalformedBlockException | UnopenableBlockException refused) {
            // As it should be.
        }
    }
}
