package dev.millrace.gateway.rest.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    private final ServerSentEvents out = new ServerSentEvents();

    private String text() {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everyLineOfTheDataIsALineOfTheEvent() {
        out.event("7", "record", "{\r\n \"a\": \"é\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(text()).isEqualTo("id: 7\nevent: record\ndata: {\ndata:  \"a\": \"é\"}\n\n");
    }

    @Test
    void aHeartbeatHasAnIdAndNoData() {
        out.heartbeat("8");

        assertThat(text()).isEqualTo(": alive\nid: 8\n\n");
    }
}
