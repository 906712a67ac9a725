package dev.millrace.metadata.stream;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.catalog.CatalogHead;
import dev.millrace.metadata.stream.storage.StreamTable;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** An instance that dies right after it has written: what it began is in the table, and nobody of its own ends it. */
final class DyingInstance {
    private final StreamStore store;
    private final StreamLifecycle lifecycle;

    DyingInstance(CqlSession session, String account) {
        Account owner = new Account(account, "us-east-1");
        store = new StreamTable(session, owner);
        lifecycle = new StreamLifecycle(
                owner,
                new AccountQuota(owner, new AccountLimits(10, 10, 5, Duration.ofHours(24))),
                new StreamSettings(Duration.ofMillis(1), Duration.ofHours(24), 1024, 4, Duration.ofMillis(200), ""),
                Clock.systemUTC(),
                UUID::randomUUID);
    }

    void createStreamDueNow(String name) {
        CatalogHead<StreamName> head = CatalogInstance.await(store.head());
        CatalogChange.Put created = lifecycle.create(
                new RequestedStream(
                        new StreamName(name), StreamMode.PROVISIONED, OptionalInt.of(1), OptionalInt.empty(), Map.of()),
                Optional.empty(),
                Optional.empty(),
                new AccountUsage(0, 0, 0),
                head.revision() + 1);
        CatalogInstance.await(store.change(head.next(created.name(), UUID.randomUUID()), created)
                .filter(made -> made));
    }
}
