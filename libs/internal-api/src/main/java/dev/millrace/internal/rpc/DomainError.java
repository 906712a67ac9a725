package dev.millrace.internal.rpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An error of the Kinesis API on its way between two services: it crosses gRPC as trailers of a FAILED_PRECONDITION.
 *
 * @param type the API's name of the error, for example {@code ResourceNotFoundException}
 * @param message the text that the caller of the API will see
 */
public record DomainError(String type, String message) {
    private static final Metadata.Key<String> TYPE =
            Metadata.Key.of("millrace-error-type", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> MESSAGE =
            Metadata.Key.of("millrace-error-message-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** The error in gRPC's form, for a service to answer with. */
    public StatusRuntimeException toGrpc() {
        Metadata trailers = new Metadata();
        trailers.put(TYPE, type);
        trailers.put(MESSAGE, message.getBytes(StandardCharsets.UTF_8));
        return Status.FAILED_PRECONDITION.withDescription(type).asRuntimeException(trailers);
    }

    /** The error that a failed call carries, or empty when the call failed for another reason. */
    public static Optional<DomainError> find(Throwable failure) {
        Metadata trailers = Status.trailersFromThrowable(failure);
        if (trailers == null) {
            return Optional.empty();
        }
        String type = trailers.get(TYPE);
        byte[] message = trailers.get(MESSAGE);
        return type == null || message == null
                ? Optional.empty()
                : Optional.of(new DomainError(type, new String(message, StandardCharsets.UTF_8)));
    }
}
