package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.Operation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an error's message may be recorded. Those of invalid requests quote their values, which may be partition keys where
 * records are put; one of incomplete signatures quotes the header, and with it the signature.
 */
public final class ErrorTexts {
    private static final Set<ErrorType> QUOTING =
            EnumSet.of(ErrorType.VALIDATION, ErrorType.INVALID_ARGUMENT, ErrorType.SERIALIZATION);

    /** Of other services, however their protocols name them. */
    private static final Set<String> QUOTING_CODES = Set.of(
            "IncompleteSignature", "IncompleteSignatureException", "SerializationException", "ValidationException");

    private ErrorTexts() {}

    /** The message of an error of another service; null if it is not recorded. */
    public static @Nullable String of(String code, String message) {
        return QUOTING_CODES.contains(code) || message.isEmpty() ? null : message;
    }

    /** The message; null if it is not recorded. */
    public static @Nullable String of(KinesisException error, Optional<Operation> operation) {
        boolean aboutRecords =
                operation.isEmpty() || !AuditedOperation.of(operation.get()).management();
        if (error.type() == ErrorType.INCOMPLETE_SIGNATURE || (aboutRecords && QUOTING.contains(error.type()))) {
            return null;
        }
        return error.getMessage();
    }
}
