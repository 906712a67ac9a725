package dev.millrace.gateway.streams;

import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.rpc.DomainError;
import dev.millrace.key.KeyErrorType;
import dev.millrace.key.KeyException;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals of other services, as the errors of the APIs again. */
public final class DomainErrors {
    private static final Map<String, ErrorType> TYPES = Stream.of(ErrorType.values())
            .collect(Collectors.toUnmodifiableMap(ErrorType::wireName, Function.identity(), (first, second) -> first));

    private DomainErrors() {}

    /** A refusal as the error of Kinesis, IAM or KMS that it is; other failures as they are. */
    public static Throwable toRefusal(Throwable failure) {
        return DomainError.find(failure).flatMap(DomainErrors::toError).orElse(failure);
    }

    private static Optional<Throwable> toError(DomainError error) {
        Optional<Throwable> ofKinesis =
                Optional.ofNullable(TYPES.get(error.type())).map(type -> new KinesisException(type, error.message()));
        Optional<Throwable> ofIdentities =
                IdentityErrorType.ofCode(error.type()).map(type -> new IdentityException(type, error.message()));
        return ofKinesis
                .or(() -> ofIdentities)
                .or(() -> KeyErrorType.ofWireName(error.type()).map(type -> new KeyException(type, error.message())));
    }

    /** Whether a failure is the caller's to know of, and says nothing about the health of who was called. */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof KinesisException
                || failure instanceof IdentityException
                || failure instanceof KeyException;
    }
}
