package dev.millrace.protocol.message;

/**
 * How often an operation may be called in a second.
 *
 * @param perSecond 0 for any number of times
 * @param ofEachStream whether each stream has as many calls; else the account has them, for all streams together
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public record CallRate(int perSecond, boolean ofEachStream) {
    /** For the way of records, which has the limits of its shards. */
    static final CallRate NONE = new CallRate(0, false);

    static CallRate ofAccount(int perSecond) {
        return new CallRate(perSecond, false);
    }

    static CallRate ofEachStream(int perSecond) {
        return new CallRate(perSecond, true);
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return perSecond > 0;
    }
}
