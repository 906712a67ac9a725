package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.ValueSet;

/** The allowed values of members whose values are enums elsewhere, or of one operation only. */
final class ValueSets {
    static final ValueSet ENCRYPTION_TYPE = ValueSet.of("NONE", "KMS");
    static final ValueSet SCALING_TYPE = ValueSet.of("UNIFORM_SCALING");
    static final ValueSet STREAM_MODE = ValueSet.of("PROVISIONED", "ON_DEMAND");
    static final ValueSet COMMITMENT_STATUS = ValueSet.of("ENABLED", "DISABLED");
    static final ValueSet RECORD_DISTRIBUTION_STRATEGY = ValueSet.of("AUTO", "USER_PARTITION_KEY");
    static final ValueSet SHARD_LEVEL_METRIC = ValueSet.of(
            "IncomingBytes",
            "IncomingRecords",
            "OutgoingBytes",
            "OutgoingRecords",
            "WriteProvisionedThroughputExceeded",
            "ReadProvisionedThroughputExceeded",
            "IteratorAgeMilliseconds",
            "ALL");

    private ValueSets() {}
}
