package dev.millrace.gateway.transport;

import dev.millrace.internal.error.DomainError;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals of other services, as the API's own errors again. */
public final class DomainErrors {
    private static final Map<String, ErrorType> TYPES = Stream.of(ErrorType.values())
            .collect(Collectors.toUnmodifiableMap(ErrorType::wireName, Function.identity(), (first, second) -> first));

    private DomainErrors() {}

    /** A refusal as the API's error; other failures as they are. */
    public static Throwable toKinesis(Throwable failure) {
        return DomainError.find(failure)
                .<Throwable>flatMap(error -> Optional.ofNullable(TYPES.get(error.type()))
                        .map(type -> new KinesisException(type, error.message())))
                .orElse(failure);
    }
}
