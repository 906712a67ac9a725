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

    @Property(tries = 300)
    void aPartHasTheRecordsThatWereTakenAndNoOthers(
            @ForAll @Size(min = 1, max = 40) List<byte[]> datas,
            @ForAll @IntRange(max = 39) int first,
            @ForAll @IntRange(max = 40) int most) {
        List<Sample> samples =
                datas.stream().map(data -> new Sample("key", data)).toList();
        int skip = Math.min(first, samples.size());
        int take = Math.min(most, samples.size() - skip);

        Block part = Block.of(build(samples)).part(skip, take);

        assertThat(read(part.bytes())).usingRecursiveComparison().isEqualTo(samples.subList(skip, skip + take));
        assertThat(part.isIntact()).isTrue();
        assertThat(part.payloadSizes()).hasSize(take);
    }

    @Test
    void aPartOfPackedRecordsIsNotLargerThanItHasToBe() {
        List<Sample> samples = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            byte[] data = new byte[1_024];
            random.nextBytes(data);
            Arrays.fill(data, 512, 1_024, (byte) 'x');
            samples.add(new Sample("k" + i, data));
        }
        byte[] block = build(samples);
        assertThat(block).hasSizeLessThan(700_000);

        Block part = Block.of(block).part(500, 64);

        assertThat(part.bytes()).hasSizeLessThan(45_000);
        assertThat(read(part.bytes())).usingRecursiveComparison().isEqualTo(samples.subList(500, 564));
        assertThatThrownBy(() -> Block.of(block).part(990, 11)).isInstanceOf(MalformedBlockException.class);
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
