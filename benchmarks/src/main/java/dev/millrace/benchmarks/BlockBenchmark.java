package dev.millrace.benchmarks;

import dev.millrace.block.Block;
import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordCursor;
import dev.millrace.block.RecordEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Building a block of 200 KB out of runs of ten records, as calls bring them, and walking over its records. Random data
 * does not compress; text does, and then packing shows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {
    private static final int BLOCK_BYTES = 200_000;
    private static final int RUN = 10;

    @Param({"100", "1000"})
    public int dataSize;

    @Param({"random", "text"})
    public String data = "random";

    private byte[][] runs = new byte[0][];
    private int[] payloadSizes = new int[0];
    private byte[] block = new byte[0];

    @Setup
    public void fill() {
        SampleRequests samples = new SampleRequests();
        runs = new byte[BLOCK_BYTES / dataSize / RUN][];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = run(samples);
        }
        payloadSizes = RecordEntry.payloadSizes(ByteBuffer.wrap(runs[0]), RUN);
        block = build();
        if (walk() != (long) runs.length * RUN * dataSize) {
            throw new IllegalStateException("the block does not give back what went in");
        }
    }

    @Benchmark
    public byte[] build() {
        BlockBuilder builder = new BlockBuilder();
        for (byte[] run : runs) {
            builder.add(ByteBuffer.wrap(run), payloadSizes, 0, RUN);
        }
        return builder.build();
    }

    @Benchmark
    public long walk() {
        RecordCursor cursor = Block.of(block).records();
        long bytes = 0;
        while (cursor.next()) {
            bytes += cursor.dataLength();
        }
        return bytes;
    }

    @Benchmark
    public boolean checkIntact() {
        return Block.of(block).isIntact();
    }

    private byte[] run(SampleRequests samples) {
        byte[] run = new byte[RUN * (dataSize + 64)];
        int end = 0;
        for (int i = 0; i < RUN; i++) {
            byte[] key = String.format("key-%016x", i).getBytes(StandardCharsets.UTF_8);
            byte[] payload = data.equals("text") ? samples.text(dataSize) : samples.data(dataSize);
            end = RecordEntry.write(run, end, key, payload);
        }
        return Arrays.copyOf(run, end);
    }
}
