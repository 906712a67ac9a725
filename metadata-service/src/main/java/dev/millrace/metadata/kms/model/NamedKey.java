package dev.millrace.metadata.kms.model;

import java.time.Instant;

/**
 * A key that wraps data keys, and whatever else callers have encrypted under it.
 *
 * @param awsManaged whether it was made by itself, and callers cannot change it
 */
public record NamedKey(
        String id,
        String accountId,
        Instant createdAt,
        boolean awsManaged,
        KeyTraits traits,
        KeyLifecycle lifecycle,
        KeyMaterial material,
        long version)
        implements KeyEntry {
    private static final int BYTES_PER_VERSION = 192;

    public NamedKey with(KeyTraits changed) {
        return new NamedKey(id, accountId, createdAt, awsManaged, changed, lifecycle, material, version);
    }

    public NamedKey with(KeyLifecycle changed) {
        return new NamedKey(id, accountId, createdAt, awsManaged, traits, changed, material, version);
    }

    public NamedKey with(KeyMaterial changed) {
        return new NamedKey(id, accountId, createdAt, awsManaged, traits, lifecycle, changed, version);
    }

    @Override
    public NamedKey withVersion(long changed) {
        return new NamedKey(id, accountId, createdAt, awsManaged, traits, lifecycle, material, changed);
    }

    @Override
    public long bytes() {
        return BASE_BYTES
                + traits.bytes()
                + (long) BYTES_PER_VERSION * material.versions().size();
    }
}
