package dev.millrace.service;

import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenSender;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Opens channels to other services. */
public final class InternalChannel {
    /** A block with a record of 10 MiB and what goes with it. */
    private static final int LARGEST_MESSAGE_BYTES = 24 * 1024 * 1024;

    private InternalChannel() {}

    /** @param address {@code host:port}, or any target that gRPC resolves, such as {@code dns:///host:port} */
    public static ManagedChannel open(String address, ServiceToken token) {
        return NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .intercept(new ServiceTokenSender(token))
                .directExecutor()
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .build();
    }
}
