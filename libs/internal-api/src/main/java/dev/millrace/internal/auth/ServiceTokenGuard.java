package dev.millrace.internal.auth;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Refuses every call, to any service of the server, that does not carry a valid service token. */
public final class ServiceTokenGuard implements ServerInterceptor {
    private final ServiceToken token;

    public ServiceTokenGuard(ServiceToken token) {
        this.token = token;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String presented = headers.get(ServiceTokenSender.HEADER);
        if (presented == null || !token.accepts(presented)) {
            call.close(Status.UNAUTHENTICATED.withDescription("no valid service token"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
