package dev.millrace.gateway.front.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Answers clients of HTTP/1.0, who know no chunks: a body whose length is not known ends with the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.1">RFC 9112, 6.1</a>
 */
final class UntilClose extends ChannelDuplexHandler {
    private boolean oldClient;
    private boolean endsWithConnection;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            oldClient |= request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (oldClient && message instanceof HttpResponse response && HttpUtil.isTransferEncodingChunked(response)) {
            response.headers()
                    .remove(HttpHeaderNames.TRANSFER_ENCODING)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            endsWithConnection = true;
        }
        if (endsWithConnection && message instanceof LastHttpContent) {
            context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
        } else {
            context.write(message, promise);
        }
    }
}
