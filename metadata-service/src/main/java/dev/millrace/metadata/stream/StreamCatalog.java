package dev.millrace.metadata.stream;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.account.AccountUsage;
import dev.millrace.metadata.catalog.CatalogChanges;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The streams of the account: what the service offers. Every answer shows all changes that were answered before. */
public final class StreamCatalog {
    private final Account account;
    private final StreamStore store;
    private final StreamReplica replica;
    private final CatalogChanges<StreamName, CatalogChange> changes;
    private final StreamLifecycle lifecycle;
    private final StreamTransitions transitions;
    private final Clock clock;

    public StreamCatalog(
            Account account,
            AccountLimits limits,
            StreamSettings settings,
            StreamStore store,
            StreamReplica replica,
            Clock clock) {
        this(account, limits, settings, store, replica, clock, UUID::randomUUID);
    }

    /** @param ids random; for streams and changes */
    public StreamCatalog(
            Account account,
            AccountLimits limits,
            StreamSettings settings,
            StreamStore store,
            StreamReplica replica,
            Clock clock,
            Supplier<UUID> ids) {
        this.account = account;
        this.store = store;
        this.replica = replica;
        this.changes = new CatalogChanges<>(store, replica, StreamErrors::rateExceeded, ids);
        this.lifecycle = new StreamLifecycle(account, new AccountQuota(account, limits), settings, clock, ids);
        this.transitions = new StreamTransitions(replica, changes, lifecycle, clock);
        this.clock = clock;
    }

    /**
     * Creates a stream; it becomes ACTIVE by itself.
     *
     * @return the stream, or KinesisException: ResourceInUse, LimitExceeded, InvalidArgument
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
     */
    public Mono<StreamDescription> create(RequestedStream request) {
        return upToDate(request.name())
                .then(changes.make(
                        formerEnd(request.name()),
                        (formerEnd, version) -> Optional.of(lifecycle.create(
                                request,
                                replica.find(request.name()),
                                formerEnd,
                                replica.usage(clock.instant()),
                                version))))
                .doOnNext(transitions::schedule)
                .map(change -> ((CatalogChange.Put) change).entry().stream());
    }

    private Mono<Optional<Instant>> formerEnd(StreamName name) {
        return Mono.defer(() -> store.lastRemovalOf(name))
                .map(removal -> Optional.of(removal.at()))
                .defaultIfEmpty(Optional.empty());
    }

    /**
     * Begins to delete a stream; it disappears by itself.
     *
     * @return KinesisException: ResourceNotFound, ResourceInUse
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
     */
    public Mono<Void> delete(StreamName name) {
        return upToDate(name)
                .then(changes.make(version -> Optional.of(lifecycle.delete(name, replica.find(name), version))))
                .doOnNext(transitions::schedule)
                .then();
    }

    /**
     * Changes a stream that is ACTIVE.
     *
     * @return the stream before and after, or KinesisException: ResourceNotFound, ResourceInUse, and the update's own
     */
    public Mono<UpdatedStream> update(StreamName name, StreamUpdate update) {
        AtomicReference<@Nullable StreamDescription> before = new AtomicReference<>();
        return upToDate(name)
                .then(changes.make(version -> {
                    Optional<CatalogEntry> existing = replica.find(name);
                    existing.map(CatalogEntry::stream).ifPresent(before::set);
                    return lifecycle.update(name, existing, update, replica.usage(clock.instant()), version);
                }))
                .doOnNext(transitions::schedule)
                .map(change -> ((CatalogChange.Put) change).entry().stream())
                .map(after -> new UpdatedStream(Objects.requireNonNull(before.get()), after))
                .switchIfEmpty(Mono.fromSupplier(() -> {
                    StreamDescription unchanged = Objects.requireNonNull(before.get());
                    return new UpdatedStream(unchanged, unchanged);
                }));
    }

    /**
     * Makes a change that nobody asked for but the passing of time, whatever the stream's state.
     *
     * @return the stream after the change; empty when there was nothing to change
     */
    public Mono<CatalogEntry> amend(StreamName name, UnaryOperator<CatalogEntry> update) {
        return changes.make(version -> lifecycle.amend(replica.find(name), update, version))
                .doOnNext(transitions::schedule)
                .map(change -> ((CatalogChange.Put) change).entry());
    }

    /** The streams that satisfy a condition, as this instance has them. */
    public List<CatalogEntry> known(Predicate<CatalogEntry> condition) {
        return replica.after(Optional.empty()).stream().filter(condition).toList();
    }

    /** The stream of a name with all that is kept of it, or KinesisException: ResourceNotFound. */
    public Mono<CatalogEntry> entry(StreamName name) {
        return upToDate(name).then(found(() -> replica.find(name), () -> StreamErrors.notFound(name, account.id())));
    }

    /** The stream of a name, or KinesisException: ResourceNotFound. */
    public Mono<StreamDescription> find(StreamName name) {
        return entry(name).map(CatalogEntry::stream);
    }

    /** The stream of an id, or KinesisException: ResourceNotFound. */
    public Mono<StreamDescription> find(StreamId id) {
        return replica.catchUp()
                .then(Mono.defer(() -> replica.find(id)
                        .map(entry -> transitions.settle(entry.name()))
                        .orElse(Mono.empty())))
                .then(found(() -> replica.find(id), StreamCatalog::noSuchLife))
                .map(CatalogEntry::stream);
    }

    /**
     * The record of a stream's removal; empty when there is none: then it is either there, or nothing is known of it, which
     * is no reason to remove anything.
     */
    public Mono<StreamRemoval> removalOf(StreamId id) {
        return store.removalOf(id);
    }

    /**
     * Streams in order of name.
     *
     * @param after the last name of the page before; empty: from the beginning
     * @param limit at least 1
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
     */
    public Mono<StreamListing> list(Optional<StreamName> after, int limit) {
        return replica.ask(() -> {
            List<StreamDescription> streams = replica.after(after).stream()
                    .limit(limit + 1L)
                    .map(CatalogEntry::stream)
                    .toList();
            boolean hasMore = streams.size() > limit;
            return new StreamListing(hasMore ? streams.subList(0, limit) : streams, hasMore);
        });
    }

    /** Whose streams these are. */
    public Account account() {
        return account;
    }

    /** What the account has of what is limited. */
    public Mono<AccountUsage> usage() {
        return replica.ask(() -> replica.usage(clock.instant()));
    }

    /** Keeps the replica fresh while nobody asks, and completes transitions that another instance left behind. */
    public Mono<Void> catchUp() {
        return replica.poll().then(transitions.settleOverdue());
    }

    /** Brings the replica up to date, and the stream to the state that is due. */
    private Mono<Void> upToDate(StreamName name) {
        return replica.catchUp().then(transitions.settle(name));
    }

    /** Only other services ask by id; what their callers are told of it is theirs to say. */
    private static KinesisException noSuchLife() {
        return new KinesisException(ErrorType.RESOURCE_NOT_FOUND, "No stream has this id.");
    }

    private static Mono<CatalogEntry> found(
            Supplier<Optional<CatalogEntry>> entry, Supplier<KinesisException> notFound) {
        return Mono.fromSupplier(() -> entry.get().orElseThrow(notFound));
    }
}
