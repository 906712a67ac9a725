package dev.millrace.metadata.account;

/**
 * What the account has of what is limited. A stream counts until it is gone.
 *
 * @param openShards of all streams, whatever their mode
 * @param onDemandStreams streams in on-demand mode
 * @param creatingStreams streams in CREATING
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
public record AccountUsage(int openShards, int onDemandStreams, int creatingStreams) {}
