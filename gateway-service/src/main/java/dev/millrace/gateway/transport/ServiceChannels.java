package dev.millrace.gateway.transport;

import dev.millrace.internal.auth.ServiceToken;
import dev.millrace.internal.auth.ServiceTokenSender;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.TimeUnit;
import reactor.netty.resources.LoopResources;

/**
 * Opens channels to other services. They share the event loops of the HTTP listeners, so that a request that is decoded on
 * a loop is sent on from it without waking another thread.
 */
public final class ServiceChannels {
    /** An answer of 10 MiB of records, and the whole blocks that its first and last record lie in. */
    private static final int LARGEST_MESSAGE = 24 * 1024 * 1024;

    private static final int FLOW_CONTROL_WINDOW = 4 * 1024 * 1024;

    private final EventLoopGroup loops;
    private final Class<? extends SocketChannel> channelType;
    private final ServiceTokenSender token;

    public ServiceChannels(LoopResources resources, ServiceToken token) {
        this.loops = resources.onClient(LoopResources.DEFAULT_NATIVE);
        this.channelType = resources.onChannelClass(SocketChannel.class, loops);
        this.token = new ServiceTokenSender(token);
    }

    /**
     * A channel that connects when it is first used. Callbacks run on its event loop and must not block.
     *
     * @param address {@code host:port}
     */
    public ManagedChannel open(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .eventLoopGroup(loops)
                .channelType(channelType)
                .directExecutor()
                .usePlaintext()
                .intercept(token)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .flowControlWindow(FLOW_CONTROL_WINDOW)
                // A peer that is gone without a word is noticed within 15 s; not sooner, since a full GC is no death.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .build();
    }
}
