package dev.millrace.benchmarks;

import dev.millrace.protocol.message.PutRecordsResponse;
import dev.millrace.protocol.message.PutRecordsResult;
import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.SequenceNumberRun;
import dev.millrace.stream.ShardId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** Writing the answer to a call that put five hundred records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PutRecordsResponseBenchmark {
    private static final int RECORDS = 500;

    @Param({"JSON", "CBOR"})
    public WireFormat format = WireFormat.JSON;

    private PutRecordsResponse response = new PutRecordsResponse(List.of(), EncryptionType.NONE);

    @Setup
    public void fill() {
        SequenceNumberRun numbers = new SequenceNumberRun(new SequenceNumber(1_700_000_000, 0, 0, 1_700_000_000));
        List<PutRecordsResult> results = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String number = new String(numbers.ascii(), StandardCharsets.US_ASCII);
            results.add(new PutRecordsResult.Stored(number, new ShardId(i % 16)));
            numbers.advance();
        }
        response = new PutRecordsResponse(results, EncryptionType.NONE);
        if (!Arrays.equals(response.encode(format).toByteArray(), byJackson().toByteArray())) {
            throw new IllegalStateException("the two write different bodies");
        }
    }

    @Benchmark
    public EncodedBody fiveHundredRecords() {
        return response.encode(format);
    }

    @Benchmark
    public ByteArrayOutputStream fiveHundredRecordsByJackson() {
        return byJackson();
    }

    private ByteArrayOutputStream byJackson() {
        GeneratorWriter out = new GeneratorWriter(format, response.sizeHint(format));
        response.writeTo(out);
        return out.written();
    }
}
