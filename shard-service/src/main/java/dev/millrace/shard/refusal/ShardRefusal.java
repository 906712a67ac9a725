package dev.millrace.shard.refusal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an append or a read of a shard is not served here and now. An answer, not a fault: it has no stack trace. */
public final class ShardRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;
    private final String owner;
    private final String key;

    public ShardRefusal(RefusalReason reason) {
        this(reason, "");
    }

    /** @param owner the address of who to ask instead, empty when unknown */
    public ShardRefusal(RefusalReason reason, String owner) {
        this(reason, owner, "");
    }

    private ShardRefusal(RefusalReason reason, String owner, String key) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.owner = owner;
        this.key = key;
    }

    /** Because of the key that records are encrypted under. */
    public static ShardRefusal ofKey(RefusalReason reason, String key) {
        return new ShardRefusal(reason, "", key);
    }

    /** The refusal that a failure is, or was caused by. */
    public static Optional<ShardRefusal> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShardRefusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    public RefusalReason reason() {
        return reason;
    }

    public String owner() {
        return owner;
    }

    /** The ARN of the key that cannot be used; empty when it is not that. */
    public String key() {
        return key;
    }
}
