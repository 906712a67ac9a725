package dev.millrace.metadata.iam.model;

import dev.millrace.metadata.catalog.VersionedEntry;

/** One of those that have an id of their own. An identity refers to others by what never changes of them: their id or ARN. */
public sealed interface Identity extends VersionedEntry<Identity> permits MemberAccount, ManagedPolicy, PolicyHolder {
    /** What the identity is taken to weigh beyond its texts. */
    int BASE_BYTES = 512;

    Naming naming();

    Identity withNaming(Naming changed);

    @Override
    default String id() {
        return naming().id();
    }

    default String accountId() {
        return naming().accountId();
    }
}
