package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of changing what a stream can take: its mode, its warm throughput, who places its records. */
public final class CapacityErrors {
    private CapacityErrors() {}

    /** Ours. */
    public static KinesisException tooManyModeUpdates(StreamName stream, String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "The mode of " + ShardErrors.in(stream, account) + " can be changed at most " + limit
                        + " times in 24 hours.");
    }

    /** Worded after the one of operations for provisioned streams only. */
    public static KinesisException provisioned(StreamName stream, String account) {
        return RequestErrors.invalid(
                "Request is invalid. " + StreamErrors.under(stream, account) + " is in Provisioned mode.");
    }

    /** Ours: warm throughput in the request, which is only for streams in on-demand mode. */
    public static KinesisException warmThroughputNeedsOnDemand() {
        return RequestErrors.invalid("WarmThroughputMiBps can only be set for a stream in On-Demand mode.");
    }

    /** Ours. */
    public static KinesisException warmThroughputNeedsCommitment(String account) {
        return RequestErrors.invalid(
                "WarmThroughputMiBps can only be set while MinimumThroughputBillingCommitment is enabled for account "
                        + account + ".");
    }

    /** Ours. */
    public static KinesisException warmThroughputTooLarge(int requested, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "Requested warm throughput (" + requested + " MiBps) exceeds the limit of " + limit + " MiBps.");
    }

    /** Ours. */
    public static KinesisException distributionNeedsOnDemand(StreamName stream, String account) {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT,
                "RecordDistributionStrategy AUTO can only be set for a stream in On-Demand mode. "
                        + StreamErrors.under(stream, account) + " is in Provisioned mode.");
    }
}
