package dev.millrace.block;

import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** How the entries of a block are packed. The ids are part of the stored format and never change their meaning. */
enum Codec {
    PLAIN(0) {
        @Override
        void unpack(byte[] block, int offset, byte[] entries) {
            if (block.length - offset != entries.length) {
                throw new MalformedBlockException("the entries have another length than announced");
            }
            System.arraycopy(block, offset, entries, 0, entries.length);
        }
    },
    LZ4(1) {
        @Override
        void unpack(byte[] block, int offset, byte[] entries) {
            try {
                int length = LZ4Factory.fastestInstance()
                        .safeDecompressor()
                        .decompress(block, offset, block.length - offset, entries, 0, entries.length);
                if (length != entries.length) {
                    throw new MalformedBlockException("the entries have another length than announced");
                }
            } catch (LZ4Exception e) {
                throw new MalformedBlockException("the entries cannot be unpacked");
            }
        }
    };

    final int id;

    Codec(int id) {
        this.id = id;
    }

    abstract void unpack(byte[] block, int offset, byte[] entries);

    static Codec of(int id) {
        return Arrays.stream(values())
                .filter(codec -> codec.id == id)
                .findFirst()
                .orElseThrow(() -> new MalformedBlockException("a codec that this version does not know"));
    }

    /**
     * Packs with LZ4 when that saves at least an eighth.
     *
     * @return the packed length, or -1 when it does not pay; then the target's content is undefined
     */
    static int packIfItPays(byte[] entries, int length, byte[] target, int at) {
        int room = length - length / 8;
        try {
            return LZ4Factory.fastestInstance()
                    .fastCompressor()
                    .compress(entries, 0, length, target, at, Math.min(room, target.length - at));
        } catch (LZ4Exception notEnoughRoom) {
            return -1;
        }
    }
}
