package dev.millrace.internal.rpc;

import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenSender;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Opens channels to other services over the network. */
public final class ServiceChannels implements ChannelFactory {
    /** An answer of 10 MiB of records, and the whole blocks that its first and last record lie in. */
    private static final int LARGEST_MESSAGE_BYTES = 24 * 1024 * 1024;

    private static final int FLOW_CONTROL_WINDOW_BYTES = 4 * 1024 * 1024;

    private final ServiceToken token;
    private final ServiceTls tls;
    private final UnaryOperator<NettyChannelBuilder> loops;

    /** Channels on the event loops that gRPC shares within the process. */
    public ServiceChannels(ServiceToken token, ServiceTls tls) {
        this(token, tls, builder -> builder);
    }

    /** Channels on given event loops: what is decoded on a loop is sent on from it without waking another thread. */
    public ServiceChannels(
            ServiceToken token, ServiceTls tls, EventLoopGroup loops, Class<? extends Channel> channelType) {
        this(token, tls, builder -> builder.eventLoopGroup(loops).channelType(channelType));
    }

    private ServiceChannels(ServiceToken token, ServiceTls tls, UnaryOperator<NettyChannelBuilder> loops) {
        this.token = token;
        this.tls = tls;
        this.loops = loops;
    }

    /** A channel whose callbacks run on its event loop. */
    @Override
    public ManagedChannel open(ServiceName callee, String address) {
        String target = address.contains(":///") ? address : "dns:///" + address;
        return tls.secure(loops.apply(NettyChannelBuilder.forTarget(target)), callee)
                .directExecutor()
                .intercept(new ServiceTokenSender(token, callee))
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .flowControlWindow(FLOW_CONTROL_WINDOW_BYTES)
                // A peer that is gone without a word is noticed within 15 s; not sooner, since a full GC is no death.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .build();
    }
}
