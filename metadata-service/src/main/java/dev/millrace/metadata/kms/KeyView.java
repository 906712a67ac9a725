package dev.millrace.metadata.kms;

import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyReference;
import dev.millrace.key.KeyState;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All keys as they are at a moment, for questions and for rules that decide on changes. A key that is due is not there. */
public final class KeyView {
    private final KeyReplica replica;
    private final String region;
    private final KeyQuotas quotas;
    private final Instant now;

    KeyView(KeyReplica replica, String region, KeyQuotas quotas, Instant now) {
        this.replica = replica;
        this.region = region;
        this.quotas = quotas;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    public KeyQuotas quotas() {
        return quotas;
    }

    public KeyReference reference(NamedKey key) {
        return KeyReference.ofKey(region, key.accountId(), key.id());
    }

    public KeyReference reference(KeyAlias alias) {
        return KeyReference.ofAlias(region, alias.accountId(), alias.name());
    }

    /** What a caller's text means; see {@link KeyReference#parse}. */
    public KeyReference parse(String given, String callerAccount) {
        return KeyReference.parse(given, region, callerAccount);
    }

    /** The key of an id, whatever account it is of. */
    public Optional<NamedKey> find(String keyId) {
        return replica.find(keyId)
                .filter(NamedKey.class::isInstance)
                .map(NamedKey.class::cast)
                .filter(key -> !key.lifecycle().isDue(now));
    }

    public Optional<NamedKey> find(KeyReference reference) {
        return reference.isAlias()
                ? findAlias(reference).flatMap(alias -> find(alias.keyId()))
                : find(reference.name()).filter(key -> key.accountId().equals(reference.accountId()));
    }

    /** The key that is meant, or NotFound. */
    public NamedKey key(KeyReference reference) {
        return find(reference).orElseThrow(reference::notFound);
    }

    /**
     * A key that its account may change.
     *
     * @param action as refusals name it
     * @throws dev.millrace.key.KeyException NotFound, or UnsupportedOperation for one that was made by itself
     */
    public NamedKey changeable(KeyReference reference, String action) {
        NamedKey key = key(reference);
        if (key.awsManaged()) {
            throw KeyErrors.awsManaged(reference(key).arn(), action);
        }
        return key;
    }

    /** The same, and not about to be deleted. */
    public NamedKey lasting(KeyReference reference, String action) {
        NamedKey key = changeable(reference, action);
        if (key.lifecycle().state() == KeyState.PENDING_DELETION) {
            throw KeyErrors.pendingDeletion(reference(key).arn());
        }
        return key;
    }

    /** A key that can encrypt and decrypt now; see {@link KeyState#requireUsable}. */
    public NamedKey usable(NamedKey key) {
        key.lifecycle().state().requireUsable(reference(key).arn());
        return key;
    }

    /** The keys whose time has come. */
    List<NamedKey> due() {
        return keys().filter(key -> key.lifecycle().isDue(now)).toList();
    }

    /** The keys that shall have new material by now. */
    List<NamedKey> dueForRotation() {
        return keys().filter(this::isDueForRotation).toList();
    }

    boolean isDueForRotation(NamedKey key) {
        return key.lifecycle().state() == KeyState.ENABLED
                && key.material().rotation().filter(plan -> plan.isDue(now)).isPresent();
    }

    private Stream<NamedKey> keys() {
        return replica.all().stream().filter(NamedKey.class::isInstance).map(NamedKey.class::cast);
    }

    public Optional<KeyAlias> findAlias(KeyReference reference) {
        return replica.find(KeyAlias.idOf(reference.accountId(), reference.name()))
                .map(KeyAlias.class::cast);
    }

    /** All keys of an account, by id. */
    public List<NamedKey> keysOf(String accountId) {
        return entries(NamedKey.class, accountId).stream()
                .filter(key -> !key.lifecycle().isDue(now))
                .toList();
    }

    /** All aliases of an account, by name. */
    public List<KeyAlias> aliasesOf(String accountId) {
        return entries(KeyAlias.class, accountId);
    }

    public List<KeyAlias> aliasesOf(NamedKey key) {
        return aliasesOf(key.accountId()).stream()
                .filter(alias -> alias.keyId().equals(key.id()))
                .toList();
    }

    /** Makes sure that the account may have one more key. */
    public void requireRoom(String accountId) {
        if (keysOf(accountId).size() >= quotas.keys()) {
            throw KeyErrors.limitExceeded("The account has as many keys as it may: " + quotas.keys());
        }
    }

    private <T extends KeyEntry> List<T> entries(Class<T> type, String accountId) {
        return replica.all().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(entry -> entry.accountId().equals(accountId))
                .sorted(Comparator.comparing(KeyEntry::id))
                .toList();
    }
}
