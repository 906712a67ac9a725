package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.Operation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was called, as events name it.
 *
 * @param source the service, {@code kinesis.amazonaws.com}
 * @param readOnly whether it changes nothing
 * @param management whether it is about things rather than about what is in them
 */
public record AuditedOperation(String source, String name, boolean readOnly, boolean management) {
    private static final String DOMAIN = ".amazonaws.com";
    private static final String KINESIS = "kinesis";

    /** A call of Kinesis that names no operation, or none that there is. Its own words are not repeated. */
    public static final AuditedOperation UNKNOWN = unknown(KINESIS);

    /** Calls that records go through: there may be any number of them. */
    private static final Set<Operation> ABOUT_RECORDS = EnumSet.of(
            Operation.PUT_RECORD,
            Operation.PUT_RECORDS,
            Operation.GET_RECORDS,
            Operation.GET_SHARD_ITERATOR,
            Operation.SUBSCRIBE_TO_SHARD);

    private static final List<String> READING = List.of("Describe", "Get", "List", "Lookup", "Simulate");

    /** That read although their names do not begin so, or that make something which is kept nowhere. */
    private static final Set<String> READING_TOO = Set.of(
            "AssumeRole",
            "Decrypt",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GenerateRandom",
            "ReEncrypt",
            "Sign",
            "SubscribeToShard",
            "Verify",
            "VerifyMac");

    private static final Map<Operation, AuditedOperation> OF_KINESIS = new EnumMap<>(Operation.class);

    static {
        for (Operation operation : Operation.values()) {
            String name = operation.wireName();
            OF_KINESIS.put(
                    operation,
                    new AuditedOperation(KINESIS + DOMAIN, name, reads(name), !ABOUT_RECORDS.contains(operation)));
        }
    }

    public static AuditedOperation of(Operation operation) {
        return OF_KINESIS.getOrDefault(operation, UNKNOWN);
    }

    /**
     * An operation of another service.
     *
     * @param signingName of the service
     * @param name empty for none that there is
     */
    public static AuditedOperation of(String signingName, Optional<String> name) {
        return name.map(known -> new AuditedOperation(signingName + DOMAIN, known, reads(known), true))
                .orElseGet(() -> unknown(signingName));
    }

    private static AuditedOperation unknown(String signingName) {
        return new AuditedOperation(signingName + DOMAIN, "Unknown", false, true);
    }

    private static boolean reads(String name) {
        return READING_TOO.contains(name) || READING.stream().anyMatch(name::startsWith);
    }
}
