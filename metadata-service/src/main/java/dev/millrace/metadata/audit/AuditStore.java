package dev.millrace.metadata.audit;

import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where events are kept. Every call ends within the storage's request timeout. */
public interface AuditStore {
    /** Keeps an event for one account. Done twice, it is still one event. */
    Mono<Void> put(String accountId, LoggedEvent event);

    /** Events, newest first, read as they are asked for. One that was put twice may come twice, one after the other. */
    Flux<LoggedEvent> read(EventRange stretch, Optional<LogPosition> after);
}
