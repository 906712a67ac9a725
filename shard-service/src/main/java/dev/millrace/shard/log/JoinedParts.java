package dev.millrace.shard.log;

import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;

/** The content of a block, as its parts come in. */
public final class JoinedParts {
    private final ByteBuffer content;
    private int next;
    private boolean fits = true;

    JoinedParts(int bytes) {
        this.content = ByteBuffer.allocate(bytes);
    }

    public void add(int part, ByteBuffer bytes) {
        fits &= part == next && bytes.remaining() <= content.remaining();
        next++;
        if (fits) {
            content.put(bytes.duplicate());
        }
    }

    /** @throws IllegalStateException if these are not all: the bucket is being removed, or the store has lost some */
    byte[] content(ShardKey key, long firstIndex) {
        if (!fits || content.hasRemaining()) {
            throw new IllegalStateException("Not all parts of a block are there: stream " + key.stream() + " shard "
                    + key.shard() + " at " + firstIndex);
        }
        return content.array();
    }
}
