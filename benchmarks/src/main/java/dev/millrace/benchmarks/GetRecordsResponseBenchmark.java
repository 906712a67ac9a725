package dev.millrace.benchmarks;

import dev.millrace.protocol.message.GetRecordsResponse;
import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.message.RecordWriter;
import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.SequenceNumberRun;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

/** Writing an answer of a thousand records of 1 KB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GetRecordsResponseBenchmark {
    private static final int RECORDS = 1000;
    private static final int DATA_BYTES = 1000;

    @Param({"JSON", "CBOR"})
    public WireFormat format = WireFormat.JSON;

    private GetRecordsResponse response = new GetRecordsResponse(OutgoingRecords.NONE, "", 0, List.of());

    @Setup
    public void fill() {
        SampleRequests samples = new SampleRequests();
        Stored stored = new Stored(
                samples.data(RECORDS * DATA_BYTES), samples.partitionKey().getBytes(StandardCharsets.UTF_8));
        response = new GetRecordsResponse(stored, "A".repeat(200), 0, List.of());
        if (!Arrays.equals(response.encode(format).toByteArray(), byJackson().toByteArray())) {
            throw new IllegalStateException("the two write different bodies");
        }
    }

    @Benchmark
    public EncodedBody thousandRecordsOf1KB() {
        return response.encode(format);
    }

    @Benchmark
    public ByteArrayOutputStream thousandRecordsOf1KBByJackson() {
        return byJackson();
    }

    private ByteArrayOutputStream byJackson() {
        GeneratorWriter out = new GeneratorWriter(format, response.sizeHint(format));
        response.writeTo(out);
        return out.written();
    }

    private record Stored(byte[] data, byte[] key) implements OutgoingRecords {
        @Override
        public void writeTo(WireWriter out) {
            SequenceNumberRun numbers = new SequenceNumberRun(new SequenceNumber(1_700_000_000, 0, 0, 1_700_000_000));
            for (int i = 0; i < RECORDS; i++) {
                RecordWriter.write(
                        out,
                        numbers.ascii(),
                        1_700_000_000_123L,
                        data,
                        i * DATA_BYTES,
                        DATA_BYTES,
                        key,
                        0,
                        key.length,
                        EncryptionType.NONE);
                numbers.advance();
            }
        }

        @Override
        public int count() {
            return RECORDS;
        }

        @Override
        public long bytes() {
            return data.length + (long) RECORDS * key.length;
        }
    }
}
