package dev.millrace.metadata.kms;

import dev.millrace.key.KeyReference;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyLifecycle;
import dev.millrace.metadata.kms.model.KeyMaterial;
import dev.millrace.metadata.kms.model.KeyTraits;
import dev.millrace.metadata.kms.model.KeyVersion;
import dev.millrace.metadata.kms.model.NamedKey;
import dev.millrace.metadata.kms.model.RotationPlan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The key that an account has without making one, {@link KeyReference#KINESIS}: made when it is first needed. Its id follows from
 * the account, so of instances that make it at the same time all make the same one.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html">What is server-side encryption for Kinesis</a>
 */
public final class ManagedKeys {
    private static final String DESCRIPTION = "Default key that protects my Kinesis data when no other key is defined";
    private static final int ROTATION_DAYS = 365;

    private final KeyDirectory directory;
    private final KeyMaterials materials;
    private final String region;
    private final Clock clock;

    public ManagedKeys(KeyDirectory directory, KeyMaterials materials, String region, Clock clock) {
        this.directory = directory;
        this.materials = materials;
        this.region = region;
        this.clock = clock;
    }

    /** Makes the key if it is this one that is meant, by its own account, and there is none. */
    public Mono<Void> requireFor(KeyReference reference, String callerAccount) {
        if (!reference.isAlias()
                || !reference.name().equals(KeyReference.KINESIS)
                || !reference.accountId().equals(callerAccount)) {
            return Mono.empty();
        }
        return directory
                .ask(view -> view.find(reference).isPresent())
                .flatMap(there -> there ? Mono.empty() : make(reference.accountId()));
    }

    private Mono<Void> make(String accountId) {
        Instant now = clock.instant();
        String id = UUID.nameUUIDFromBytes((accountId + ":" + KeyReference.KINESIS).getBytes(StandardCharsets.UTF_8))
                .toString();
        KeyAlias alias = new KeyAlias(accountId, KeyReference.KINESIS, id, now, now, 0);
        // The key first: an alias that is there leads somewhere.
        return materials
                .make(id, 1, false, now)
                .map(material -> key(id, accountId, material, now))
                .flatMap(key -> directory.change(
                        view -> view.find(id).isPresent() ? Decision.unchanged(id) : Decision.put(key, id)))
                .then(directory.change(
                        view -> view.findAlias(view.reference(alias)).isPresent()
                                ? Decision.unchanged(id)
                                : Decision.put(alias, id)))
                .then();
    }

    private NamedKey key(String id, String accountId, KeyVersion material, Instant now) {
        return new NamedKey(
                id,
                accountId,
                now,
                true,
                new KeyTraits(DESCRIPTION, KeyPolicies.ofKinesis(accountId, region), Map.of()),
                KeyLifecycle.ENABLED,
                new KeyMaterial(List.of(material), Optional.of(RotationPlan.every(ROTATION_DAYS, now))),
                0);
    }
}
