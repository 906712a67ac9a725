package dev.millrace.metadata.kms;

import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import java.time.Clock;
import java.util.function.BiPredicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives keys new material, by their plan or because somebody asks. Of instances that do it at the same time one succeeds; what was
 * encrypted before opens with the material of then.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotating keys</a>
 */
public final class KeyRotation {
    private final KeyDirectory directory;
    private final KeyMaterials materials;
    private final Clock clock;

    public KeyRotation(KeyDirectory directory, KeyMaterials materials, Clock clock) {
        this.directory = directory;
        this.materials = materials;
        this.clock = clock;
    }

    /** Rotates every key whose plan says so. */
    public Mono<Void> rotateDue() {
        return directory
                .ask(KeyView::dueForRotation)
                .flatMapMany(Flux::fromIterable)
                .concatMap(key -> rotate(key, false, KeyView::isDueForRotation))
                .then();
    }

    /** Rotates a key once; the change, or a KeyException LimitExceeded if that was done too often. */
    public Mono<Decision<KeyEntry, NamedKey>> rotateOnDemand(NamedKey key) {
        return rotate(key, true, (view, now) -> {
            if (now.material().rotationsOnDemand() >= view.quotas().rotationsOnDemand()) {
                throw KeyErrors.limitExceeded("The key was rotated on demand as often as it can be: "
                        + view.quotas().rotationsOnDemand());
            }
            return true;
        });
    }

    private Mono<Decision<KeyEntry, NamedKey>> rotate(
            NamedKey key, boolean onDemand, BiPredicate<KeyView, NamedKey> still) {
        int number = key.material().newest().number() + 1;
        return materials
                .make(key.id(), number, onDemand, clock.instant())
                .flatMap(fresh -> directory.change(view -> {
                    NamedKey now = view.usable(view.key(view.reference(key)));
                    if (now.material().newest().number() >= number || !still.test(view, now)) {
                        // Another instance was faster.
                        return Decision.unchanged(now);
                    }
                    NamedKey rotated = now.with(now.material().rotated(fresh, view.now()));
                    return Decision.put(rotated, rotated);
                }));
    }
}
