package dev.millrace.metadata.iam.model;

/** An account beside the one that owns the streams. Its id is its account id. */
public record MemberAccount(Naming naming, long version) implements Identity {
    @Override
    public MemberAccount withNaming(Naming changed) {
        return new MemberAccount(changed, version);
    }

    @Override
    public MemberAccount withVersion(long changed) {
        return new MemberAccount(naming, changed);
    }

    @Override
    public long bytes() {
        return BASE_BYTES + naming.bytes();
    }
}
