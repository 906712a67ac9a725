package dev.millrace.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;

/** The Kinesis Producer Library: its native process speaks TLS only, aggregates, and asks who it is before it starts. */
final class Producer implements AutoCloseable {
    private final KinesisProducer library;
    private final String stream;
    private final Map<UserRecord, Future<UserRecordResult>> underWay = new LinkedHashMap<>();
    private final Map<UserRecord, Integer> repeats = new ConcurrentHashMap<>();

    Producer(Access access, String stream) {
        this.stream = stream;
        String host = access.tlsEndpoint().getHost();
        int port = access.tlsEndpoint().getPort();
        library = new KinesisProducer(new KinesisProducerConfiguration()
                .setRegion(access.region().id())
                .setCredentialsProvider(access.credentials())
                .setKinesisEndpoint(host)
                .setKinesisPort(port)
                .setStsEndpoint(host)
                .setStsPort(port)
                .setVerifyCertificate(false)
                .setMetricsLevel("none")
                .setRecordMaxBufferedTime(50)
                .setRecordTtl(120_000));
    }

    void put(UserRecord record) {
        underWay.put(record, library.addUserRecord(stream, record.key(), record.data()));
    }

    /** Waits until every record is acknowledged: only then is what is put next certain to come after it. */
    void flush() throws Exception {
        library.flush();
        for (Map.Entry<UserRecord, Future<UserRecordResult>> put : underWay.entrySet()) {
            UserRecordResult result = put.getValue().get(120, TimeUnit.SECONDS);
            assertThat(result.isSuccessful()).isTrue();
            int again = result.getAttempts().size() - 1;
            if (again > 0) {
                repeats.put(put.getKey(), again);
            }
        }
        underWay.clear();
    }

    /**
     * How often the library itself put a record once more, which may have been stored before: when a reshard has sent an
     * aggregate to another shard than it had foreseen, and when an answer did not come in time.
     */
    int repeats(UserRecord record) {
        return repeats.getOrDefault(record, 0);
    }

    @Override
    public void close() {
        library.destroy();
    }
}
