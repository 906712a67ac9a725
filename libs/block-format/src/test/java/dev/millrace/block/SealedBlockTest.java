package dev.millrace.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SealedBlockTest {
    private static final byte[] WRAPPED = "wrapped under a named key".getBytes(StandardCharsets.UTF_8);
    private static final BlockKey KEY = key(1, WRAPPED);
    private static final StreamId STREAM = StreamId.random();
    private static final BlockPlace PLACE = new BlockPlace(new ShardKey(STREAM, 3), 1L << 40, 2, 1_700_000_000_000L);
    private static final byte[] BLOCK = "a block with a secret in it".getBytes(StandardCharsets.UTF_8);

    private static BlockKey key(int seed, byte[] wrapped) {
        byte[] plaintext = new byte[32];
        new Random(seed).nextBytes(plaintext);
        return new BlockKey(plaintext, wrapped);
    }

    private static byte[] open(BlockKey key, byte[] sealed, BlockPlace place) {
        return key.open(SealedBlock.of(sealed), place);
    }

    @Property(tries = 200)
    void whatWasSealedOpensWithItsKeyAtItsPlace(@ForAll @Size(max = 500) byte[] block) {
        byte[] sealed = KEY.seal(block, PLACE);
        assertThat(SealedBlock.isSealed(sealed)).isTrue();
        assertThat(SealedBlock.of(sealed).wrappedKey()).isEqualTo(WRAPPED);
        assertThat(open(KEY, sealed, PLACE)).isEqualTo(block);
    }

    @Test
    void nothingOfTheBlockShowsAndNoTwoSealsAreAlike() {
        byte[] sealed = KEY.seal(BLOCK, PLACE);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(sealed).isNotEqualTo(KEY.seal(BLOCK, PLACE));
    }

    @Property(tries = 2_000)
    void anyFlippedBitIsRefused(@ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] sealed = KEY.seal(BLOCK, PLACE);
        sealed[at % sealed.length] ^= (byte) (1 << bit);
        assertRefused(sealed, PLACE);
    }

    @Test
    void anyTruncatedBlockIsRefused() {
        byte[] sealed = KEY.seal(BLOCK, PLACE);
        for (int length = 0; length < sealed.length; length++) {
            assertRefused(Arrays.copyOf(sealed, length), PLACE);
        }
        assertRefused(Arrays.copyOf(sealed, sealed.length + 1), PLACE);
    }

    @Test
    void anotherStreamShardPositionCountOrTimeIsRefused() {
        byte[] sealed = KEY.seal(BLOCK, PLACE);
        List<BlockPlace> others = List.of(
                new BlockPlace(new ShardKey(StreamId.random(), 3), 1L << 40, 2, 1_700_000_000_000L),
                new BlockPlace(new ShardKey(STREAM, 4), 1L << 40, 2, 1_700_000_000_000L),
                new BlockPlace(new ShardKey(STREAM, 3), (1L << 40) + 1, 2, 1_700_000_000_000L),
                new BlockPlace(new ShardKey(STREAM, 3), 2L << 40, 2, 1_700_000_000_000L),
                new BlockPlace(new ShardKey(STREAM, 3), 1L << 40, 3, 1_700_000_000_000L),
                new BlockPlace(new ShardKey(STREAM, 3), 1L << 40, 2, 1_700_000_000_001L));
        assertThat(others).allSatisfy(place -> assertRefused(sealed, place));
    }

    @Test
    void theKeyOfAnotherBlockCannotBePutInItsPlace() {
        byte[] sealed = KEY.seal(BLOCK, PLACE);
        byte[] other = "wrapped under another key".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(other, 0, sealed, SealedBlock.FIXED_BYTES, other.length);
        assertThat(SealedBlock.of(sealed).wrappedKey()).isEqualTo(other);
        assertRefused(sealed, PLACE);
        assertThatThrownBy(() -> open(key(2, other), sealed, PLACE)).isInstanceOf(UnopenableBlockException.class);
    }

    @Test
    void aPlainBlockIsNotTakenForASealedOneNorTheOtherWayRound() {
        BlockBuilder builder = new BlockBuilder();
        byte[] entry = new byte[RecordEntry.size(1, 1)];
        RecordEntry.write(entry, 0, new byte[] {'k'}, new byte[] {'d'});
        builder.add(ByteBuffer.wrap(entry), new int[] {2}, 0, 1);
        byte[] plain = builder.build();
        assertThat(SealedBlock.isSealed(plain)).isFalse();
        assertThatThrownBy(() -> SealedBlock.of(plain)).isInstanceOf(MalformedBlockException.class);
        assertThatThrownBy(() -> Block.of(KEY.seal(plain, PLACE))).isInstanceOf(MalformedBlockException.class);
    }

    @Test
    void aKeyOfAnotherLengthIsNone() {
        assertThatThrownBy(() -> new BlockKey(new byte[16], WRAPPED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockKey(new byte[32], new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockKey(new byte[32], new byte[70_000]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(byte[] sealed, BlockPlace place) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> open(KEY, sealed, place))
                .satisfies(refused -> assertThat(refused)
                        .isInstanceOfAny(MalformedBlockException.class, UnopenableBlockException.class)
                        .hasMessageNotContaining("secret"));
    }
}
