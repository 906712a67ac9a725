package dev.millrace.metadata.reshard;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.RequestedStream;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamReplica;
import dev.millrace.metadata.stream.StreamSettings;
import dev.millrace.metadata.stream.storage.StreamTable;
import dev.millrace.service.PeriodicTask;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** One instance that reshards, as the service wires it, on a table that instances share. */
final class ReshardingInstance implements AutoCloseable {
    static final AccountLimits LIMITS = new AccountLimits(100, 50, 5, Duration.ofHours(24));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    final StreamCatalog catalog;
    final Resharding resharding;
    private final PeriodicTask poll;
    private final PeriodicTask overdue;

    /** @param seals the shard service as this instance finds it */
    ReshardingInstance(CqlSession session, String accountId, ShardSeals seals, Duration takeOverAfter) {
        Account account = new Account(accountId, "us-east-1");
        StreamSettings settings = new StreamSettings(Duration.ZERO, Duration.ofHours(24), 1024, 4, POLL, "");
        StreamTable store = new StreamTable(session, account);
        StreamReplica replica = new StreamReplica(store);
        catalog = new StreamCatalog(account, LIMITS, settings, store, replica, Clock.systemUTC());
        poll = new PeriodicTask("Catching up", Duration.ZERO, POLL, catalog::catchUp);
        ReshardSettings reshard = new ReshardSettings(takeOverAfter, POLL, Duration.ofMinutes(1));
        resharding =
                new Resharding(account, new AccountQuota(account, LIMITS), catalog, seals, reshard, Clock.systemUTC());
        overdue = new PeriodicTask("Going on with reshards", POLL, () -> Mono.fromRunnable(resharding::resumeOverdue));
        poll.start();
        overdue.start();
    }

    StreamName create(String name, StreamMode mode, int shards) {
        StreamName created = new StreamName(name);
        catalog.create(new RequestedStream(created, mode, OptionalInt.of(shards), OptionalInt.empty(), Map.of()))
                .block(PATIENCE);
        return created;
    }

    CatalogEntry entry(StreamName name) {
        return Objects.requireNonNull(catalog.entry(name).block(PATIENCE));
    }

    StreamDescription stream(StreamName name) {
        return entry(name).stream();
    }

    @Override
    public void close() {
        overdue.stop();
        poll.stop();
    }
}
