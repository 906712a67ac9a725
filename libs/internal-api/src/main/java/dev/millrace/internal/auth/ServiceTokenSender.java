package dev.millrace.internal.auth;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Adds the service token to every call of a channel. */
public final class ServiceTokenSender implements ClientInterceptor {
    static final Metadata.Key<String> HEADER = Metadata.Key.of(ServiceToken.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final ServiceToken token;
    private final ServiceName callee;

    /** @param callee the service at the channel's other end */
    public ServiceTokenSender(ServiceToken token, ServiceName callee) {
        this.token = token;
        this.callee = callee;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.put(HEADER, token.issueFor(callee));
                super.start(listener, headers);
            }
        };
    }
}
