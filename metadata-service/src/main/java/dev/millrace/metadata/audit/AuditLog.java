package dev.millrace.metadata.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps events and finds them. */
public final class AuditLog {
    private static final int WRITTEN_AT_ONCE = 32;

    /** A look-up for something rare answers after so many events, and can be continued. */
    private static final int MOST_SCANNED = 5_000;

    private final AuditStore store;

    public AuditLog(AuditStore store) {
        this.store = store;
    }

    /** Keeps events, all of them, or fails. */
    public Mono<Void> append(List<LoggedEvent> events) {
        return Flux.fromIterable(events)
                .flatMap(
                        event -> Flux.fromIterable(event.accountIds())
                                .flatMap(account -> store.put(account, event))
                                .then(),
                        WRITTEN_AT_ONCE)
                .then();
    }

    public Mono<LoggedEventPage> lookUp(EventQuery query) {
        return Mono.defer(() -> {
            Scan scan = new Scan(query);
            return store.read(query.stretch(), query.after())
                    .distinctUntilChanged(LoggedEvent::id)
                    .takeUntil(scan::isEnoughWith)
                    .then(Mono.fromSupplier(scan::page));
        });
    }

    /** What one look-up has seen. */
    private static final class Scan {
        private final EventQuery query;
        private final List<LoggedEvent> found = new ArrayList<>();
        private int scanned;
        private @Nullable LogPosition stoppedAt;

        Scan(EventQuery query) {
            this.query = query;
        }

        boolean isEnoughWith(LoggedEvent event) {
            scanned++;
            if (query.filter().fits(event)) {
                found.add(event);
            }
            boolean enough = found.size() >= query.most() || scanned >= MOST_SCANNED;
            stoppedAt = enough ? event.position() : null;
            return enough;
        }

        LoggedEventPage page() {
            return new LoggedEventPage(found, Optional.ofNullable(stoppedAt));
        }
    }
}
