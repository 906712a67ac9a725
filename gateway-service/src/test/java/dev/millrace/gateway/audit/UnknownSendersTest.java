package dev.millrace.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.audit.v1.LoggedEvent;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no credentials fills no queue that the events of others are in. */
class UnknownSendersTest {
    @TempDir
    private Path files;

    @Test
    void aFloodOfCallsWithoutCredentialsIsSummedUpAndHidesNothing() throws IOException {
        try (RunningGateway gateway = new RunningGateway(files, "millrace.audit.testing.queue=1MB")) {
            for (int i = 0; i < 500; i++) {
                gateway.send(HttpRequest.newBuilder(gateway.endpoint())
                        .POST(BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "Kinesis_20131202.ListStreams"));
            }
            gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":1}");

            await().untilAsserted(() -> assertThat(gateway.events.events())
                    .extracting(LoggedEvent::getName)
                    .contains("CreateStream", "UnknownSenders"));
            assertThat(gateway.count("millrace.audit.dropped", "sink", "log")).isZero();
            assertThat(gateway.events.events().stream()
                            .filter(event -> event.getName().equals("ListStreams"))
                            .count())
                    .isLessThan(200);
            assertThat(gateway.events.events().stream()
                            .filter(event -> event.getName().equals("UnknownSenders"))
                            .findFirst()
                            .orElseThrow()
                            .getJson()
                            .toStringUtf8())
                    .containsPattern("\"calls\":\\d{3}")
                    .contains("\"senders\":1");
        }
    }
}
