package dev.millrace.metadata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SharedRunTest {
    private final List<Sinks.Empty<Void>> runs = new ArrayList<>();
    private final SharedRun shared = new SharedRun(() -> {
        Sinks.Empty<Void> run = Sinks.empty();
        runs.add(run);
        return run.asMono();
    });

    @Test
    void whoAsksDuringARunSharesTheNextOne() {
        Probe first = new Probe(shared.join());
        Probe second = new Probe(shared.join());
        Probe third = new Probe(shared.join());
        assertThat(runs).hasSize(1);

        runs.get(0).tryEmitEmpty();
        assertThat(first.outcome).isEqualTo("done");
        assertThat(second.outcome).isEqualTo("open");
        assertThat(runs).hasSize(2);

        runs.get(1).tryEmitEmpty();
        assertThat(List.of(second.outcome, third.outcome)).containsOnly("done");
        assertThat(runs).hasSize(2);
    }

    @Test
    void aFailureIsOnlyThatRuns() {
        Probe first = new Probe(shared.join());
        Probe second = new Probe(shared.join());

        runs.get(0).tryEmitError(new IllegalStateException("gone"));
        runs.get(1).tryEmitEmpty();

        assertThat(first.outcome).isEqualTo("gone");
        assertThat(second.outcome).isEqualTo("done");
    }

    @Test
    void runsAgainWhenItWasIdle() {
        new Probe(shared.join());
        runs.get(0).tryEmitEmpty();

        Probe later = new Probe(shared.join());
        assertThat(later.outcome).isEqualTo("open");
        assertThat(runs).hasSize(2);
    }

    private static final class Probe {
        private String outcome = "open";

        Probe(Mono<Void> watched) {
            watched.subscribe(nothing -> {}, e -> outcome = e.getMessage(), () -> outcome = "done");
        }
    }
}
