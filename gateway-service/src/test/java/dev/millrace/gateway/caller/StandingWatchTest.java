package dev.millrace.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What stays open ends with what its caller was let in by, whatever else has to be asked. */
class StandingWatchTest {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final StandingWatch watch = new StandingWatch(time);
    private final AtomicInteger asked = new AtomicInteger();
    private boolean good = true;
    private final Requester caller =
            Requester.of(Principal.rootOf("000000000000"), this::standing, origin(), "request");
    private final List<Throwable> refusals = new ArrayList<>();

    private void standing() {
        asked.incrementAndGet();
        if (!good) {
            throw SignatureErrors.expiredSession();
        }
    }

    private void open(Mono<Void> lost) {
        var unused = Flux.never().takeUntilOther(lost).subscribe(event -> {}, refusals::add);
    }

    @Test
    void staysOpenWhileTheCredentialIsGoodAndAsksEveryTwoSeconds() {
        open(watch.lost(caller));
        time.advanceTimeBy(Duration.ofHours(1));

        assertThat(refusals).isEmpty();
        assertThat(asked).hasValue(1_800);
    }

    @Test
    void endsWithTheRefusalOfANewRequest() {
        open(watch.lost(caller));
        time.advanceTimeBy(Duration.ofMinutes(1));
        good = false;
        time.advanceTimeBy(PROMISED);

        assertThat(refusals).singleElement().isInstanceOf(KinesisException.class);
    }

    @Test
    void aFurtherQuestionThatIsNotAnsweredHoldsNothingUp() {
        open(watch.lost(caller, Mono::never));
        time.advanceTimeBy(Duration.ofMinutes(1));
        good = false;
        time.advanceTimeBy(PROMISED);

        assertThat(refusals).hasSize(1);
    }

    @Test
    void theFurtherQuestionEndsItAsWell() {
        open(watch.lost(caller, () -> Mono.error(SignatureErrors.unknownKey())));
        time.advanceTimeBy(PROMISED);

        assertThat(refusals).hasSize(1);
    }

    private static RequestOrigin origin() {
        return new RequestOrigin(null, false, null, null, null, null);
    }
}
