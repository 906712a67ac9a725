package dev.millrace.metadata.iam.model;

import java.time.Duration;

/**
 * What somebody may become for a while.
 *
 * @param trustPolicy who may
 * @param longestSession for how long at most
 */
public record Role(
        Naming naming,
        Permissions permissions,
        String trustPolicy,
        String description,
        Duration longestSession,
        long version)
        implements PolicyHolder {
    @Override
    public Role with(Permissions changed) {
        return new Role(naming, changed, trustPolicy, description, longestSession, version);
    }

    @Override
    public Role withNaming(Naming changed) {
        return new Role(changed, permissions, trustPolicy, description, longestSession, version);
    }

    @Override
    public Role withVersion(long changed) {
        return new Role(naming, permissions, trustPolicy, description, longestSession, changed);
    }

    public Role withTrustPolicy(String changed) {
        return new Role(naming, permissions, changed, description, longestSession, version);
    }

    public Role withDescription(String changed) {
        return new Role(naming, permissions, trustPolicy, changed, longestSession, version);
    }

    public Role withLongestSession(Duration changed) {
        return new Role(naming, permissions, trustPolicy, description, changed, version);
    }

    @Override
    public long bytes() {
        return BASE_BYTES + naming.bytes() + permissions.bytes() + trustPolicy.length() + description.length();
    }
}
