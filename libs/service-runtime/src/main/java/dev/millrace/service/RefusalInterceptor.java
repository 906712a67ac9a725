package dev.millrace.service;

import dev.millrace.internal.rpc.DomainError;
import dev.millrace.protocol.error.KinesisException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a call failed with into gRPC's form, in this one place: the API's own errors travel as they are, and
 * everything else is UNAVAILABLE, which callers try again, and is logged here.
 */
public final class RefusalInterceptor implements ServerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(RefusalInterceptor.class);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(new RefusingCall<>(call), headers);
    }

    private static final class RefusingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
        RefusingCall(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (status.getCode() != Status.Code.UNKNOWN) {
                super.close(status, trailers);
            } else if (status.getCause() instanceof KinesisException refusal) {
                String message = refusal.getMessage();
                StatusRuntimeException domainError =
                        new DomainError(refusal.type().wireName(), message == null ? "" : message).toGrpc();
                Metadata errorTrailers = domainError.getTrailers();
                super.close(domainError.getStatus(), errorTrailers == null ? trailers : errorTrailers);
            } else {
                log.warn("{} failed", getMethodDescriptor().getFullMethodName(), status.getCause());
                super.close(Status.UNAVAILABLE.withDescription("cannot be done now"), trailers);
            }
        }
    }
}
