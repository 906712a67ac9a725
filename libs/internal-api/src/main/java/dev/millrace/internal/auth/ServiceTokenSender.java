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

    public ServiceTokenSender(ServiceToken token) {
        this.token = token;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.put(HEADER, token.issue());
                super.start(listener, headers);
            }
        };
    }
}
