package dev.millrace.service.time;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Asks the witnesses of a clock, and tells in the log when it is not trusted, and when it is again. */
final class ClockCheck {
    private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);

    private final TrustedClock clock;
    private final ClockWitness witness;
    private ClockDoubt told = ClockDoubt.SETTLING;

    ClockCheck(TrustedClock clock, ClockWitness witness) {
        this.clock = clock;
        this.witness = witness;
    }

    /** Asks once. */
    Mono<Void> run() {
        return Mono.defer(witness::ask).doOnNext(clock::witnessed).then().doOnTerminate(this::tell);
    }

    private synchronized void tell() {
        ClockDoubt doubt = clock.doubt();
        if (doubt == told) {
            return;
        }
        if (doubt == ClockDoubt.NONE) {
            log.info("The clock is trusted: it agrees with its witnesses");
        } else if (doubt != ClockDoubt.SETTLING) {
            log.warn(
                    "The clock is not trusted: {}. It is ahead of its witnesses by {}. Nothing is removed for good meanwhile",
                    doubt.text(),
                    clock.ahead());
        }
        told = doubt;
    }
}
