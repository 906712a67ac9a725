package dev.millrace.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockTest {
    private record Sample(String key, byte[] data) {}

    @Property(tries = 300)
    void recordsComeOutAsTheyWentIn(@ForAll @Size(max = 40) List<byte[]> datas, @ForAll @IntRange(max = 256) int key) {
        List<Sample> samples = new ArrayList<>();
        for (byte[] data : datas) {
            samples.add(new Sample("ü".repeat(key), data));
        }
        byte[] block = build(samples);
        assertThat(read(block)).usingRecursiveComparison().isEqualTo(samples);
        assertThat(Block.of(block).isIntact()).isTrue();
        assertThat(Arrays.stream(Block.of(block).payloadSizes()).boxed())
                .containsExactlyElementsOf(samples.stream()
                        .map(s -> s.data.length + 2 * s.key.length())
                        .toList());
    }

    @Test
    void packsWhatCanBePackedAndKeepsWhatCannot() {
        byte[] random = new byte[64 * 1024];
        new Random(1).nextBytes(random);
        assertThat(build(List.of(new Sample("k", new byte[64 * 1024])))).hasSizeLessThan(2_000);
        byte[] plain = build(List.of(new Sample("k", random)));
        assertThat(plain).hasSizeBetween(random.length, random.length + 40);
        assertThat(read(plain).get(0).data).isEqualTo(random);
    }

    @Property(tries = 2_000)
    void damageIsNoticedAndNeverMoreThanAnException(
            @ForAll @IntRange(max = 600) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            samples.add(new Sample("key-" + i, ("data " + i + " and more of it").getBytes(StandardCharsets.UTF_8)));
        }
        byte[] block = build(samples);
        block[at % block.length] ^= (byte) flip;
        try {
            assertThat(Block.of(block).isIntact()).isFalse();
            RecordCursor cursor = Block.of(block).records();
            while (cursor.next()) {
                assertThat(cursor.dataOffset() + cursor.dataLength()).isLessThanOrEqualTo(cursor.array().length);
            }
        } catch (MalformedBlockException expected) {
            assertThat(expected).hasMessageNotContaining("data ");
        }
    }

    @Test
    void cutOffAndForeignBytesAreRefused() {
        byte[] block = build(List.of(new Sample("k", new byte[2_000])));
        assertThatThrownBy(() -> Block.of(new byte[3])).isInstanceOf(MalformedBlockException.class);
        assertThatThrownBy(() -> Block.of(new byte[100])).isInstanceOf(MalformedBlockException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(block, block.length - 1)))
                .isInstanceOf(MalformedBlockException.class);
        byte[] boasting = block.clone();
        ByteBuffer.wrap(boasting).putInt(8, Integer.MAX_VALUE);
        assertThatThrownBy(() -> read(boasting)).isInstanceOf(MalformedBlockException.class);
    }

    @Test
    void runsOfEntriesAreMeasuredExactly() {
        byte[] run = run(List.of(new Sample("a", new byte[5]), new Sample("bc", new byte[200])));
        assertThat(RecordEntry.payloadSizes(ByteBuffer.wrap(run), 2)).containsExactly(6, 202);
        assertThat(RecordEntry.endOf(ByteBuffer.wrap(run), 1)).isEqualTo(RecordEntry.size(1, 5));
        assertThatThrownBy(() -> RecordEntry.payloadSizes(ByteBuffer.wrap(run), 1))
                .isInstanceOf(MalformedBlockException.class);
        assertThatThrownBy(() -> RecordEntry.payloadSizes(ByteBuffer.wrap(run), 3))
                .isInstanceOf(MalformedBlockException.class);
    }

    private static byte[] run(List<Sample> samples) {
        int size = samples.stream()
                .mapToInt(s -> RecordEntry.size(s.key.getBytes(StandardCharsets.UTF_8).length, s.data.length))
                .sum();
        byte[] run = new byte[size];
        int at = 0;
        for (Sample sample : samples) {
            at = RecordEntry.write(run, at, sample.key.getBytes(StandardCharsets.UTF_8), sample.data);
        }
        assertThat(at).isEqualTo(size);
        return run;
    }

    private static byte[] build(List<Sample> samples) {
        BlockBuilder builder = new BlockBuilder();
        for (Sample sample : samples) {
            ByteBuffer run = ByteBuffer.wrap(run(List.of(sample)));
            builder.add(run, RecordEntry.payloadSizes(run, 1), 0, 1);
        }
        return builder.build();
    }

    private static List<Sample> read(byte[] block) {
        List<Sample> samples = new ArrayList<>();
        RecordCursor cursor = Block.of(block).records();
        while (cursor.next()) {
            byte[] array = cursor.array();
            samples.add(new Sample(
                    new String(array, cursor.keyOffset(), cursor.keyLength(), StandardCharsets.UTF_8),
                    Arrays.copyOfRange(array, cursor.dataOffset(), cursor.dataOffset() + cursor.dataLength())));
        }
        return samples;
    }
}
