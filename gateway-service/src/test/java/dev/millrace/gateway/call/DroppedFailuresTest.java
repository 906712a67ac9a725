package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.netty.channel.AbortedException;
import reactor.util.context.Context;

class DroppedFailuresTest {
    private final List<String> lines = new ArrayList<>();

    DroppedFailuresTest() {
        new DroppedFailures(lines::add).watch();
    }

    @AfterEach
    void watchNoMore() {
        Hooks.resetOnErrorDropped();
    }

    @Test
    void oneLineTellsOfManyAndOfNothingThatTheySay() {
        for (int i = 0; i < 100; i++) {
            drop(new IllegalStateException("quotes a partition key"));
        }

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("IllegalStateException").doesNotContain("partition key");
    }

    @Test
    void clientsThatHaveGoneAreNotToldOf() {
        drop(new IOException("Connection reset by peer"));
        drop(new AbortedException("Connection has been closed"));

        assertThat(lines).isEmpty();
    }

    private static void drop(Throwable failure) {
        Operators.onErrorDropped(failure, Context.empty());
    }
}
