package dev.millrace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.cassandra.testing.CassandraTest;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.metadata.StreamMirror;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An instance that has lost Cassandra has nothing to tell, which must not look as if nothing had changed. */
@CassandraTest
class PausedCassandraIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CassandraSettings cassandra;

    PausedCassandraIT(CassandraSettings cassandra) {
        this.cassandra = cassandra;
    }

    @Test
    void copiesAreNotCurrentWhileCassandraStandsStillAndAreAgainOnceItGoesOn() throws Exception {
        try (RunningService service = RunningService.on(cassandra)) {
            ManagedChannel channel = service.channel();
            try (StreamMirror streams = new StreamMirror(channel);
                    KeyMirror keys = new KeyMirror(channel)) {
                streams.start();
                keys.start();
                await().atMost(PATIENCE).until(() -> streams.isCurrent() && keys.isFresh(Duration.ofSeconds(5)));

                signal("STOP");
                try {
                    await().atMost(PATIENCE).until(() -> !streams.isCurrent() && !keys.isFresh(Duration.ofSeconds(10)));
                    assertThat(streams.staleFor()).isGreaterThan(Duration.ofSeconds(9));
                } finally {
                    signal("CONT");
                }

                await().atMost(PATIENCE).until(() -> streams.isCurrent() && keys.isFresh(Duration.ofSeconds(5)));
            } finally {
                channel.shutdownNow();
            }
        }
    }

    /** To the Cassandra that these tests have started. */
    private static void signal(String name) throws IOException, InterruptedException {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }
    }
}
