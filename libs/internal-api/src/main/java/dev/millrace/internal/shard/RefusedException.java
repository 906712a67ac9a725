package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.Refusal;

/** An instance of the shard service does not serve a request. An answer, not a fault: it has no stack trace. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final String owner;
    private final String key;

    /**
     * @param owner whom to ask instead; empty when that is not known
     * @param key the ARN of the key that cannot be used; empty when it is not that
     */
    public RefusedException(Refusal reason, String owner, String key) {
        super("refused by the shard's owner: " + reason, null, false, false);
        this.reason = reason;
        this.owner = owner;
        this.key = key;
    }

    /** Why. */
    public Refusal reason() {
        return reason;
    }

    /** Whom to ask instead; empty when that is not known. */
    String owner() {
        return owner;
    }

    /** The ARN of the key that cannot be used; empty when it is not that. */
    public String key() {
        return key;
    }
}
