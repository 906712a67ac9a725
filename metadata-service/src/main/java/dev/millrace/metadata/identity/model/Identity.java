package dev.millrace.metadata.identity.model;

/** One of those that have an id of their own. An identity refers to others by what never changes of them: their id or ARN. */
public sealed interface Identity permits MemberAccount, ManagedPolicy, PolicyHolder {
    /** What the identity is taken to weigh beyond its texts. */
    int BASE_BYTES = 512;

    Naming naming();

    /** The directory's revision at its last change. */
    long version();

    Identity withVersion(long changed);

    Identity withNaming(Naming changed);

    /** About what it takes in the memory of whoever keeps a copy. */
    long bytes();

    default String id() {
        return naming().id();
    }

    default String accountId() {
        return naming().accountId();
    }
}
