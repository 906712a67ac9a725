package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final List<String> lines = new ArrayList<>();
    private long now = 42;
    private final FailureLog log = new FailureLog("Failed: ", lines::add, () -> now);

    private static RuntimeException away() {
        return Status.UNAVAILABLE.withDescription("no secret").asRuntimeException();
    }

    private static RuntimeException failedAt(int line) {
        RuntimeException failure = new IllegalStateException("no secret");
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("Some", "method", "Some.java", line)});
        return failure;
    }

    @Test
    void aKindIsToldOfAtOnceWithItsStatusAndPlaceAndNothingThatACallerSent() {
        log.tell(away());
        log.tell(failedAt(7));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("io.grpc.StatusRuntimeException UNAVAILABLE at ");
        assertThat(lines.get(1)).endsWith("java.lang.IllegalStateException at Some.method(Some.java:7)");
        assertThat(lines).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void whatComesAgainAndAgainIsCounted() {
        for (int i = 0; i < 1_000; i++) {
            log.tell(failedAt(1));
        }
        assertThat(lines).hasSize(1);
        now += Duration.ofSeconds(10).toNanos();
        log.tell(failedAt(1));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).endsWith(", and 999 more");
    }

    @Test
    void kindsAreBounded() {
        for (int i = 0; i < 100_000; i++) {
            log.tell(failedAt(i));
        }
        assertThat(lines).hasSize(201);
    }
}
