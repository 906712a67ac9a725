package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.Operation;
import java.util.EnumMap;
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

    /** A call of Kinesis that names no operation, or none that there is. Its own words are not repeated. */
    public static final AuditedOperation UNKNOWN = unknown(Operation.SERVICE);

    /** How names of operations begin that read, in services whose operations do not say so themselves. */
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
            "Verify",
            "VerifyMac");

    private static final Map<Operation, AuditedOperation> OF_KINESIS = new EnumMap<>(Operation.class);

    static {
        for (Operation operation : Operation.values()) {
            OF_KINESIS.put(
                    operation,
                    new AuditedOperation(
                            Operation.SERVICE + DOMAIN,
                            operation.wireName(),
                            operation.isReadOnly(),
                            !operation.isAboutRecords()));
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
