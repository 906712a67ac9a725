package dev.millrace.benchmarks;

import dev.millrace.signing.Credential;
import dev.millrace.signing.Principal;
import dev.millrace.signing.RequestSigner;
import dev.millrace.signing.SignableRequest;
import dev.millrace.signing.SignatureVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verifying the signature of a PutRecord of 1 KB, whose body has about 1.4 KB: what each request costs before any work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignatureBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final String ACCESS_KEY = "AKIDBENCHMARK";
    private static final String SECRET = "not-a-secret-but-as-long-as-one-is-1234";

    private final SignatureVerifier verifier = new SignatureVerifier(
            id -> Optional.of(Credential.lasting(ACCESS_KEY, SECRET, Principal.rootOf("000000000000"))),
            "us-east-1",
            "kinesis",
            Clock.fixed(NOW, ZoneOffset.UTC));
    private SignableRequest request = new Received(Map.of(), new byte[0]);

    @Setup
    public void sign() {
        byte[] body = new SampleRequests().putRecordJson(1000);
        Map<String, String> unsigned = Map.of(
                "Host", "127.0.0.1:4567",
                "Content-Type", "application/x-amz-json-1.1",
                "X-Amz-Target", "Kinesis_20131202.PutRecord");
        Map<String, String> signed = new RequestSigner(ACCESS_KEY, SECRET, "us-east-1", "kinesis")
                .sign("POST", "/", "", unsigned, body, NOW);
        Map<String, List<String>> headers = new HashMap<>();
        signed.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        request = new Received(headers, body);
        verifier.verify(request); // throws if refused, which would be no measurement
    }

    @Benchmark
    public Credential verifyPutRecordOf1KB() {
        return verifier.verify(request);
    }

    private record Received(Map<String, List<String>> headers, byte[] body) implements SignableRequest {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return headers.getOrDefault(name, List.of());
        }

        @Override
        public int bodyLength() {
            return body.length;
        }
    }
}
