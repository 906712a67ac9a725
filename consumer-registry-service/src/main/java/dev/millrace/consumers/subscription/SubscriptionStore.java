package dev.millrace.consumers.subscription;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** Who has each place, as it is stored: read serially, changed by compare-and-set, and gone some time after any subscription's end. */
public interface SubscriptionStore {
    Mono<Optional<SubscriptionClaim>> read(SubscriptionKey place);

    /** Takes a place that was seen free, or had by another claim. False when that has changed. */
    Mono<Boolean> take(SubscriptionClaim claim, Optional<SubscriptionClaim> seen);

    /** Gives a place back, unless another has it by now. */
    Mono<Boolean> release(SubscriptionClaim claim);
}
