package dev.millrace.shard.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    @Test
    void aTaskThatFailsDoesNotEndTheLoopOfTheOthers() throws Exception {
        try (EventLoops loops = new EventLoops(1)) {
            ShardLoop loop = loops.instanceLoop();
            CompletableFuture<String> next = new CompletableFuture<>();
            CompletableFuture<String> later = new CompletableFuture<>();

            loop.execute(() -> {
                throw new IllegalStateException("a task that fails");
            });
            loop.execute(() -> next.complete("run"));
            assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("run");

            loop.schedule(Duration.ofMillis(1), () -> {
                throw new AssertionError("another one");
            });
            loop.schedule(Duration.ofMillis(2), () -> later.complete("run"));
            assertThat(later.get(10, TimeUnit.SECONDS)).isEqualTo("run");
        }
    }
}
