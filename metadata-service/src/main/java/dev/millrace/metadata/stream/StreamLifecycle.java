package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The rules of a stream's life, without any I/O. Each takes the stream as it stands and gives the change to make, or
 * throws the API's own error.
 *
 * <pre>
 *                  ┌───────────────delete──────────────┐
 *                  │                                   ▼
 *   create ──▶ CREATING ──(delay)──▶ ACTIVE ──delete──▶ DELETING ──(delay)──▶ gone
 *                                    │  ▲
 *                              update│  │(delay)
 *                                    ▼  │
 *                                  UPDATING
 * </pre>
 */
final class StreamLifecycle {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Account account;
    private final AccountQuota quota;
    private final StreamSettings settings;
    private final Clock clock;
    private final Supplier<UUID> ids;

    /** @param ids random; gives each life of a stream its own */
    StreamLifecycle(Account account, AccountQuota quota, StreamSettings settings, Clock clock, Supplier<UUID> ids) {
        this.account = account;
        this.quota = quota;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @param existing the stream that has the name now
     * @param formerEnd when the last stream of the name was removed, if there was one
     * @param usage of the account before the change
     * @param version the revision that the change will make
     */
    CatalogChange.Put create(
            RequestedStream request,
            Optional<CatalogEntry> existing,
            Optional<Instant> formerEnd,
            AccountUsage usage,
            long version) {
        if (existing.isPresent()) {
            throw StreamErrors.alreadyExists(request.name(), account.id());
        }
        int shards = shardCount(request);
        quota.admit(usage, request.mode(), shards);
        // Clients get no finer time than milliseconds. Rounding down keeps it out of the future.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant beginning = formerEnd.map(end -> after(end, now)).orElse(now);
        Optional<Instant> due =
                beginning.isAfter(now) ? Optional.of(latest(beginning, dueAfterDelay(now))) : dueAfterDelay(now);
        StreamDescription stream = StreamDescription.builder(
                        new StreamId(ids.get()), request.name(), beginning, openShards(shards, beginning))
                .status(due.isEmpty() ? StreamStatus.ACTIVE : StreamStatus.CREATING)
                .mode(request.mode())
                .retention(settings.defaultRetention())
                .maxRecordKib(request.maxRecordKib().orElse(settings.defaultMaxRecordKib()))
                .warmMibps(request.warmMibps())
                .distribution(request.distribution())
                .encryption(settings.defaultKey().isEmpty() ? EncryptionType.NONE : EncryptionType.KMS)
                .keyId(Optional.of(settings.defaultKey()).filter(key -> !key.isEmpty()))
                .version(version)
                .build();
        return new CatalogChange.Put(CatalogEntry.of(stream, request.tags(), due));
    }

    /**
     * The beginning of a life. A sequence number tells its shard by the second of its creation, and a shard's index is the same in
     * each life: so a new life begins in a second in which nothing of the former one can have begun. Until then it is in
     * CREATING. An end that is said to lie far ahead was told by a wrong clock, which nobody shall have to wait for.
     */
    private static Instant after(Instant formerEnd, Instant now) {
        Instant nextSecond = formerEnd.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return nextSecond.isAfter(now) && nextSecond.isBefore(now.plus(LONGEST_WAIT)) ? nextSecond : now;
    }

    private static Instant latest(Instant one, Optional<Instant> other) {
        return other.filter(it -> it.isAfter(one)).orElse(one);
    }

    /**
     * @param existing the stream that has the name now
     * @param version the revision that the change will make
     */
    CatalogChange delete(StreamName name, Optional<CatalogEntry> existing, long version) {
        CatalogEntry entry = existing.filter(one -> one.stream().status() == StreamStatus.CREATING)
                .orElseGet(() -> active(name, existing));
        if (settings.transitionDelay().isZero()) {
            return remove(entry);
        }
        return new CatalogChange.Put(
                entry.with(stream -> stream.status(StreamStatus.DELETING).version(version))
                        .withDueAt(dueAfterDelay(clock.instant())));
    }

    /**
     * @param existing the stream that has the name now
     * @param usage of the account before the change
     * @param version the revision that the change will make
     * @return empty when the update leaves the stream as it is
     */
    Optional<CatalogChange.Put> update(
            StreamName name, Optional<CatalogEntry> existing, StreamUpdate update, AccountUsage usage, long version) {
        CatalogEntry entry = active(name, existing);
        CatalogEntry updated = update.apply(entry, usage);
        if (updated.equals(entry)) {
            return Optional.empty();
        }
        CatalogEntry versioned = updated.with(stream -> stream.version(version));
        if (updated.stream().status() != StreamStatus.UPDATING
                || updated.dueAt().isPresent()
                || updated.reshard().isPresent()) {
            return Optional.of(new CatalogChange.Put(versioned));
        }
        Optional<Instant> due = dueAfterDelay(clock.instant());
        return Optional.of(new CatalogChange.Put(
                due.isPresent()
                        ? versioned.withDueAt(due)
                        : versioned.with(stream -> stream.status(StreamStatus.ACTIVE))));
    }

    /**
     * A change that the service makes of itself, whatever the stream's state.
     *
     * @param version the revision that the change will make
     * @return empty when it leaves the stream as it is, or there is none
     */
    Optional<CatalogChange.Put> amend(
            Optional<CatalogEntry> existing, UnaryOperator<CatalogEntry> update, long version) {
        return existing.map(update)
                .filter(amended -> !amended.equals(existing.get()))
                .map(amended -> new CatalogChange.Put(amended.with(stream -> stream.version(version))));
    }

    private CatalogEntry active(StreamName name, Optional<CatalogEntry> existing) {
        CatalogEntry entry = existing.orElseThrow(() -> StreamErrors.notFound(name, account.id()));
        if (entry.stream().status() != StreamStatus.ACTIVE) {
            throw StreamErrors.notActive(name, account.id(), entry.stream().status());
        }
        return entry;
    }

    /**
     * What the passing of time does to a stream; empty when nothing, or not yet.
     *
     * @param version the revision that the change will make
     */
    Optional<CatalogChange> settle(CatalogEntry entry, long version) {
        if (!entry.isDue(clock.instant())) {
            return Optional.empty();
        }
        if (entry.stream().status() == StreamStatus.DELETING) {
            return Optional.of(remove(entry));
        }
        return Optional.of(new CatalogChange.Put(
                entry.with(stream -> stream.status(StreamStatus.ACTIVE).version(version))
                        .withDueAt(Optional.empty())));
    }

    /**
     * The seconds in which the stream and its shards began are its own, also where they are ahead of this clock: as in CREATING, right
     * after a reshard, or after one by an instance whose clock is ahead.
     */
    private CatalogChange.Remove remove(CatalogEntry entry) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = entry.stream().shards().all().stream()
                .map(Shard::createdAt)
                .reduce(entry.stream().createdAt(), (one, other) -> latest(one, Optional.of(other)));
        end = latest(end, Optional.of(now));
        return new CatalogChange.Remove(new StreamRemoval(entry.stream().id(), entry.name(), end));
    }

    private int shardCount(RequestedStream request) {
        if (request.mode() == StreamMode.ON_DEMAND) {
            // A shard takes 1 MiB/s.
            return Math.max(settings.onDemandShards(), request.warmMibps().orElse(0));
        }
        int count = request.shardCount().orElseThrow(StreamErrors::shardCountNeeded);
        if (count < 1) {
            throw StreamErrors.shardCountNeeded();
        }
        return count;
    }

    private static ShardMap openShards(int count, Instant now) {
        List<Shard> shards = new ArrayList<>(count);
        for (HashKeyRange range : HashKeyRange.uniform(count)) {
            shards.add(
                    new Shard(shards.size(), range, OptionalInt.empty(), OptionalInt.empty(), now, Optional.empty()));
        }
        return new ShardMap(shards);
    }

    private Optional<Instant> dueAfterDelay(Instant now) {
        return settings.transitionDelay().isZero()
                ? Optional.empty()
                : Optional.of(now.plus(settings.transitionDelay()).truncatedTo(ChronoUnit.MILLIS));
    }
}
