package dev.millrace.gateway.front.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerState;

/**
 * Closes a connection that begins to send a request and does not come to the end of its head in time, however steadily
 * its bytes drip in; an idle timeout alone is started anew by each of them.
 *
 * <p>On HTTP/2, once a first request has come in its time, it is the frames that say whether another one has begun.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private static final String NAME = "millrace.head-deadline";
    private static final AttributeKey<HeadDeadline> KEY = AttributeKey.valueOf(HeadDeadline.class, "of");

    private final Duration deadline;
    private final HeaderBlocks blocks = new HeaderBlocks();
    private boolean requestInWork;
    private boolean http2;
    private long finishedBefore;
    private @Nullable ScheduledFuture<?> closing;

    private HeadDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    /** Begins to watch a new connection. */
    static void watch(Channel connection, Duration deadline) {
        HeadDeadline watch = new HeadDeadline(deadline);
        connection.attr(KEY).set(watch);
        connection.pipeline().addFirst(NAME, watch);
    }

    /** Tells a connection's watch where its requests are. */
    static void observe(Connection connection, ConnectionObserver.State state) {
        Channel channel = connection.channel();
        HeadDeadline ofConnection = channel.attr(KEY).get();
        if (ofConnection != null) {
            ofConnection.changed(state);
        } else if (state == HttpServerState.REQUEST_RECEIVED && channel.parent() != null) {
            HeadDeadline ofParent = channel.parent().attr(KEY).get();
            if (ofParent != null) {
                ofParent.isHttp2();
            }
        }
    }

    private void changed(ConnectionObserver.State state) {
        if (state == HttpServerState.REQUEST_RECEIVED) {
            requestInWork = true;
            cancel();
        } else if (state == HttpServerState.DISCONNECTING) {
            requestInWork = false;
        }
    }

    private void isHttp2() {
        if (!http2) {
            http2 = true;
            cancel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            // Also before it is known to be HTTP/2: nobody sees the bytes again that came before.
            blocks.follow(bytes);
        }
        if (http2 && blocks.finished() != finishedBefore) {
            // What was being waited for is there; a head that is unfinished now has its own time.
            cancel();
        }
        if (closing == null && (http2 ? blocks.isHeadUnfinished() : !requestInWork)) {
            finishedBefore = blocks.finished();
            closing = context.executor().schedule(() -> close(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(message);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    private static void close(ChannelHandlerContext context) {
        context.channel().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void cancel() {
        ScheduledFuture<?> scheduled = closing;
        if (scheduled != null) {
            scheduled.cancel(false);
            closing = null;
        }
    }
}
