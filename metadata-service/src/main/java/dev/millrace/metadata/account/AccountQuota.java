package dev.millrace.metadata.account;

import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.StreamMode;

/** Decides whether one more stream fits into the account. */
public final class AccountQuota {
    private final Account account;
    private final AccountLimits limits;

    public AccountQuota(Account account, AccountLimits limits) {
        this.account = account;
        this.limits = limits;
    }

    /**
     * @param shards how many the new stream opens with
     * @throws dev.millrace.protocol.error.KinesisException LimitExceededException if a limit would be passed
     */
    public void admit(AccountUsage usage, StreamMode mode, int shards) {
        if (usage.creatingStreams() >= limits.creatingStreamLimit()) {
            throw StreamErrors.tooManyCreating(account.id(), limits.creatingStreamLimit());
        }
        if (mode == StreamMode.ON_DEMAND) {
            admitOnDemand(usage);
        }
        admitShards(usage, shards);
    }

    /**
     * @param shards how many more would be open at a time
     * @throws dev.millrace.protocol.error.KinesisException LimitExceededException if the limit would be passed
     */
    public void admitShards(AccountUsage usage, int shards) {
        if (shards > limits.shardLimit() - usage.openShards()) {
            throw StreamErrors.shardLimit(
                    account.id(), account.region(), usage.openShards(), limits.shardLimit(), shards);
        }
    }

    /** @throws dev.millrace.protocol.error.KinesisException LimitExceededException if no stream more may be on demand */
    public void admitOnDemand(AccountUsage usage) {
        if (usage.onDemandStreams() >= limits.onDemandStreamLimit()) {
            throw StreamErrors.onDemandStreamLimit(account.id(), limits.onDemandStreamLimit());
        }
    }
}
