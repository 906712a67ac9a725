package dev.millrace.benchmarks;

import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
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

/** From a body to a typed request whose constraints have been checked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestDecodeBenchmark {
    @Param({"JSON", "CBOR"})
    public WireFormat format = WireFormat.JSON;

    private byte[] oneRecord = new byte[0];
    private byte[] manySmall = new byte[0];
    private byte[] manyLarge = new byte[0];

    @Setup
    public void encode() {
        SampleRequests samples = new SampleRequests();
        boolean json = format == WireFormat.JSON;
        oneRecord = json ? samples.putRecordJson(1000) : samples.putRecordCbor(1000);
        manySmall = json ? samples.putRecordsJson(500, 100) : samples.putRecordsCbor(500, 100);
        manyLarge = json ? samples.putRecordsJson(100, 1000) : samples.putRecordsCbor(100, 1000);
        // A body that is refused would make a fast but worthless measurement.
        decode(Operation.PUT_RECORD, oneRecord);
        decode(Operation.PUT_RECORDS, manySmall);
        decode(Operation.PUT_RECORDS, manyLarge);
    }

    @Benchmark
    public KinesisRequest putRecordOf1KB() {
        return decode(Operation.PUT_RECORD, oneRecord);
    }

    @Benchmark
    public KinesisRequest putRecordsOf500Times100B() {
        return decode(Operation.PUT_RECORDS, manySmall);
    }

    @Benchmark
    public KinesisRequest putRecordsOf100Times1KB() {
        return decode(Operation.PUT_RECORDS, manyLarge);
    }

    private KinesisRequest decode(Operation operation, byte[] body) {
        KinesisRequest request =
                RequestDecoder.decode(operation, format, body, 0, body.length).request();
        request.validate();
        return request;
    }
}
