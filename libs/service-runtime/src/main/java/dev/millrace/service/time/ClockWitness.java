package dev.millrace.service.time;

import java.util.List;
import reactor.core.publisher.Mono;

/** Other machines that know what time it is. */
@FunctionalInterface
public interface ClockWitness {
    /** What each of those says that answers, in epoch milliseconds; an error when none does. */
    Mono<List<Long>> ask();
}
