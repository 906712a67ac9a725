package dev.millrace.internal.auth;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Refuses every call that does not carry a valid token for this service. */
public final class ServiceTokenGuard implements ServerInterceptor {
    private final ServiceToken token;
    private final ServiceName self;

    /** @param self the service that is called */
    public ServiceTokenGuard(ServiceToken token, ServiceName self) {
        this.token = token;
        this.self = self;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String presented = headers.get(ServiceTokenSender.HEADER);
        if (presented == null || !token.isAcceptedBy(self, presented)) {
            call.close(Status.UNAUTHENTICATED.withDescription("no valid service token"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
