package dev.millrace.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ResourceAttachmentsTest {
    private static final Target ORDERS =
            new Target.OfStream(new StreamArn("aws", "us-east-1", "000000000000", new StreamName("orders")));

    private static final Duration LONGEST_STALENESS = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private Mono<Attachments> source = Mono.just(tagged("old"));
    private final ResourceAttachments attachments = new ResourceAttachments(
            target -> Mono.defer(() -> {
                reads.incrementAndGet();
                return source;
            }),
            nanos::get,
            LONGEST_STALENESS);

    @Test
    void whatIsFreshIsNotReadAgain() {
        assertThat(team()).isEqualTo("old");
        source = Mono.just(tagged("new"));
        nanos.addAndGet(ResourceAttachments.FRESH.toNanos() - 1);

        assertThat(team()).isEqualTo("old");
        assertThat(reads).hasValue(1);
    }

    @Test
    void aChangeShowsOnceTheMomentIsOver() {
        assertThat(team()).isEqualTo("old");
        source = Mono.just(tagged("new"));
        nanos.addAndGet(ResourceAttachments.FRESH.toNanos());

        assertThat(team()).isEqualTo("new");
    }

    @Test
    void whatWasKnownLastHoldsForAWhileWhenTheSourceIsAway() {
        assertThat(team()).isEqualTo("old");
        source = Mono.error(new IllegalStateException("away"));
        nanos.addAndGet(LONGEST_STALENESS.toNanos());

        assertThat(team()).isEqualTo("old");
        assertThat(reads).hasValue(2);
    }

    @Test
    void aPolicyThatMayHaveChangedLongAgoAllowsNothing() {
        assertThat(team()).isEqualTo("old");
        source = Mono.error(new IllegalStateException("away"));
        nanos.addAndGet(LONGEST_STALENESS.toNanos() + 1);

        assertThatThrownBy(this::team).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsDecidedOnWhatWasNeverRead() {
        source = Mono.error(new IllegalStateException("away"));

        assertThatThrownBy(this::team).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoAsksForMoreAndMoreThatIsNotThereMakesNobodyForgetWhatIs() {
        assertThat(team()).isEqualTo("old");
        source = Mono.just(Attachments.NONE);
        for (int i = 0; i < 300_000; i++) {
            attachments
                    .of(new Target.OfStream(
                            new StreamArn("aws", "us-east-1", "000000000000", new StreamName("made-up-" + i))))
                    .block();
        }
        source = Mono.error(new IllegalStateException("away"));
        nanos.addAndGet(LONGEST_STALENESS.toNanos());

        assertThat(team()).isEqualTo("old");
    }

    @Test
    void aResourceThatComesAndGoesIsKnownAsItIsNow() {
        source = Mono.just(Attachments.NONE);
        assertThat(attachments.of(ORDERS).block()).isEqualTo(Attachments.NONE);
        nanos.addAndGet(ResourceAttachments.FRESH.toNanos());
        source = Mono.just(tagged("new"));
        assertThat(team()).isEqualTo("new");
        nanos.addAndGet(ResourceAttachments.FRESH.toNanos());
        source = Mono.just(Attachments.NONE);

        assertThat(attachments.of(ORDERS).block()).isEqualTo(Attachments.NONE);
        assertThat(attachments.of(ORDERS).block()).isEqualTo(Attachments.NONE);
    }

    @Test
    void callersAtTheSameTimeShareARead() {
        Sinks.One<Attachments> answer = Sinks.one();
        source = answer.asMono();
        Mono<Attachments> first = attachments.of(ORDERS).cache();
        Mono<Attachments> second = attachments.of(ORDERS).cache();
        first.subscribe();
        second.subscribe();

        answer.tryEmitValue(tagged("one"));

        assertThat(first.block()).isEqualTo(second.block());
        assertThat(reads).hasValue(1);
    }

    @Test
    void nothingIsReadForWhatIsNothingInParticular() {
        assertThat(attachments.of(new Target.Anything("000000000000")).block()).isEqualTo(Attachments.NONE);
        assertThat(reads).hasValue(0);
    }

    private String team() {
        return Objects.requireNonNull(
                Objects.requireNonNull(attachments.of(ORDERS).block()).tags().get("team"));
    }

    private static Attachments tagged(String team) {
        return new Attachments(Map.of("team", team), Optional.empty(), true, 10);
    }
}
