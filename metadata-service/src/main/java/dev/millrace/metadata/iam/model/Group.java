package dev.millrace.metadata.iam.model;

/** Users who may do the same. Who they are is kept with them. */
public record Group(Naming naming, Permissions permissions, long version) implements PolicyHolder {
    @Override
    public Group with(Permissions changed) {
        return new Group(naming, changed, version);
    }

    @Override
    public Group withNaming(Naming changed) {
        return new Group(changed, permissions, version);
    }

    @Override
    public Group withVersion(long changed) {
        return new Group(naming, permissions, changed);
    }

    @Override
    public long bytes() {
        return BASE_BYTES + naming.bytes() + permissions.bytes();
    }
}
