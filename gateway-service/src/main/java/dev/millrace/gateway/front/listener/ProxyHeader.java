package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.front.request.TrustedProxies.Sender;
import dev.millrace.policy.IpAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a connection begins with where the PROXY protocol is spoken, version 1 or 2: whom the proxy speaks for. A
 * connection that begins in another way is closed, and so is one that does not come to the point.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Sender proxy;
    private final ConnectionFilter connections;
    private @Nullable ScheduledFuture<?> closing;

    private ProxyHeader(Sender proxy, ConnectionFilter connections) {
        this.proxy = proxy;
        this.connections = connections;
    }

    /** Puts the reader in front of everything that a new connection goes through. */
    static void await(Channel connection, Sender proxy, ConnectionFilter connections) {
        connection
                .pipeline()
                .addFirst("millrace.proxy-header", new ProxyHeader(proxy, connections))
                .addFirst("millrace.proxy-decoder", new HAProxyMessageDecoder());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        closing = context.executor().schedule(() -> close(context), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage header) {
            try {
                clientOf(header)
                        .ifPresentOrElse(
                                client -> connections.acceptClientOf(context.channel(), client), () -> close(context));
            } finally {
                header.release();
            }
            context.pipeline().remove(this);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Whom it speaks for: itself, when it asks how we are, or somebody whom it names. */
    private Optional<Sender> clientOf(HAProxyMessage header) {
        if (header.command() == HAProxyCommand.LOCAL) {
            return Optional.of(proxy);
        }
        return Optional.ofNullable(header.sourceAddress())
                .flatMap(IpAddress::parse)
                .map(address -> new Sender(address, proxy.secure()));
    }

    /** What is no such header. The decoder's message may quote it, so nothing is logged. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ScheduledFuture<?> scheduled = closing;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    private static void close(ChannelHandlerContext context) {
        context.channel().close();
    }
}
