package dev.millrace.metadata.kms.model;

import dev.millrace.key.KeyErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a key encrypts with: always the newest version. Older ones open what they encrypted.
 *
 * @param versions oldest first; never empty
 * @param rotation empty when the key gets new versions only if somebody asks for one
 */
public record KeyMaterial(List<KeyVersion> versions, Optional<RotationPlan> rotation) {
    public KeyMaterial {
        versions = List.copyOf(versions);
    }

    public KeyVersion newest() {
        return versions.get(versions.size() - 1);
    }

    /** The version of a number, or InvalidCiphertext: nobody else says that there is one. */
    public KeyVersion version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(KeyErrors::invalidCiphertext);
    }

    public long rotationsOnDemand() {
        return versions.stream().filter(KeyVersion::onDemand).count();
    }

    /** With one more version; by the plan it is then a period until the next. */
    public KeyMaterial rotated(KeyVersion fresh, Instant now) {
        List<KeyVersion> more = new ArrayList<>(versions);
        more.add(fresh);
        Optional<RotationPlan> plan =
                fresh.onDemand() ? rotation : rotation.map(it -> RotationPlan.every(it.periodDays(), now));
        return new KeyMaterial(more, plan);
    }

    public KeyMaterial withRotation(Optional<RotationPlan> changed) {
        return new KeyMaterial(versions, changed);
    }
}
