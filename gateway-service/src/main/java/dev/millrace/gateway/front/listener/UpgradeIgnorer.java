package dev.millrace.gateway.front.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Answers {@code Upgrade: h2c} as the ordinary HTTP/1.1 request that it also is. The codec would hold back a request with
 * a body, and some clients send the header with every request; who wants HTTP/2 on the plain port just speaks it.
 */
final class UpgradeIgnorer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.headers().remove(HttpHeaderNames.UPGRADE).remove("HTTP2-Settings");
        }
        context.fireChannelRead(message);
    }
}
