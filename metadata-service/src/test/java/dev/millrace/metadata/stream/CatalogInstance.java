package dev.millrace.metadata.stream;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.stream.storage.StreamTable;
import dev.millrace.service.PeriodicTask;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** One instance's catalogue, as the service wires it, on a table that instances share. */
final class CatalogInstance implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final StreamReplica replica;
    final StreamCatalog catalog;
    private final PeriodicTask poll;

    /** An instance that does not poll, and so completes only what it is asked about. */
    CatalogInstance(CqlSession session, String account, AccountLimits limits, Duration transitionDelay) {
        StreamSettings settings =
                new StreamSettings(transitionDelay, Duration.ofHours(24), 1024, 4, Duration.ofMillis(200), "");
        Account owner = new Account(account, "us-east-1");
        StreamStore store = new StreamTable(session, owner);
        replica = new StreamReplica(store);
        catalog = new StreamCatalog(owner, limits, settings, store, replica, Clock.systemUTC());
        poll = new PeriodicTask("Catching up", Duration.ZERO, settings.pollInterval(), catalog::catchUp);
    }

    CatalogInstance polling() {
        poll.start();
        return this;
    }

    StreamDescription create(String name, int shards) {
        return await(createLater(name, shards));
    }

    Mono<StreamDescription> createLater(String name, int shards) {
        return catalog.create(new RequestedStream(
                new StreamName(name),
                StreamMode.PROVISIONED,
                OptionalInt.of(shards),
                OptionalInt.empty(),
                Map.of("made", "here")));
    }

    StreamDescription find(String name) {
        return await(catalog.find(new StreamName(name)));
    }

    void delete(String name) {
        catalog.delete(new StreamName(name)).block(PATIENCE);
    }

    static <T> T await(Mono<T> answer) {
        T value = answer.block(PATIENCE);
        if (value == null) {
            throw new AssertionError("no answer");
        }
        return value;
    }

    @Override
    public void close() {
        poll.stop();
    }
}
