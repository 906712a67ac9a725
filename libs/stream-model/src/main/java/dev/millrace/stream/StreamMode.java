package dev.millrace.stream;

/** Who decides how many shards a stream has: its owner, or the service by the stream's traffic. */
public enum StreamMode {
    PROVISIONED,
    ON_DEMAND
}
