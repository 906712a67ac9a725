package dev.millrace.metadata.iam.model;

import dev.millrace.identity.IdentityKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy that many can be given.
 *
 * @param versions oldest first; never empty
 * @param defaultVersion the number of the one that counts
 * @param lastVersion the highest number that was ever given
 */
public record ManagedPolicy(
        Naming naming,
        String description,
        List<PolicyVersion> versions,
        int defaultVersion,
        int lastVersion,
        Instant updatedAt,
        long version)
        implements Identity {
    public ManagedPolicy {
        versions = List.copyOf(versions);
    }

    public String arn() {
        return naming.arn(IdentityKind.POLICY);
    }

    public Optional<PolicyVersion> find(int number) {
        return versions.stream().filter(it -> it.number() == number).findFirst();
    }

    /** What the policy says. */
    public String document() {
        return find(defaultVersion).orElseThrow().document();
    }

    /** With one more version, which may become the one that counts. */
    public ManagedPolicy plus(String document, Instant now, boolean asDefault) {
        int number = lastVersion + 1;
        List<PolicyVersion> more = Stream.concat(versions.stream(), Stream.of(new PolicyVersion(number, document, now)))
                .toList();
        return new ManagedPolicy(naming, description, more, asDefault ? number : defaultVersion, number, now, version);
    }

    /** Without a version, which is not the one that counts. */
    public ManagedPolicy without(PolicyVersion removed, Instant now) {
        List<PolicyVersion> fewer =
                versions.stream().filter(it -> !it.equals(removed)).toList();
        return new ManagedPolicy(naming, description, fewer, defaultVersion, lastVersion, now, version);
    }

    public ManagedPolicy withDefault(PolicyVersion changed, Instant now) {
        return new ManagedPolicy(naming, description, versions, changed.number(), lastVersion, now, version);
    }

    @Override
    public ManagedPolicy withNaming(Naming changed) {
        return new ManagedPolicy(changed, description, versions, defaultVersion, lastVersion, updatedAt, version);
    }

    @Override
    public ManagedPolicy withVersion(long changed) {
        return new ManagedPolicy(naming, description, versions, defaultVersion, lastVersion, updatedAt, changed);
    }

    @Override
    public long bytes() {
        return BASE_BYTES
                + naming.bytes()
                + description.length()
                + versions.stream().mapToLong(it -> it.document().length()).sum();
    }
}
