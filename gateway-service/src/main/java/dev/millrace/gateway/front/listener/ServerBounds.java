package dev.millrace.gateway.front.listener;

import dev.millrace.gateway.settings.GatewaySettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpServerCodec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** What all listeners have in common: event loops, bounds and time limits. */
final class ServerBounds {
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int MOST_STREAMS_PER_CONNECTION = 256;

    /** Large enough that a body of 1 MiB comes in one window. */
    private static final int STREAM_WINDOW = 1024 * 1024;

    private final GatewaySettings.Gateway settings;
    private final LoopResources loops;
    private final OpenRequests requests;

    ServerBounds(GatewaySettings.Gateway settings, LoopResources loops, OpenRequests requests) {
        this.settings = settings;
        this.loops = loops;
        this.requests = requests;
    }

    /** Adds all that to a server; TLS, where there is any, is off the bytes already. */
    HttpServer configured(HttpServer server, ConnectionFilter connections) {
        return server.runOn(loops)
                .protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
                .maxConnections(settings.maxConnections())
                .idleTimeout(GatewaySettings.IDLE_TIMEOUT)
                .childObserve(HeadDeadline::observe)
                .mapHandle(requests::bounded)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(LONGEST_REQUEST_LINE)
                        .maxHeaderSize(LARGEST_HEADERS)
                        .validateHeaders(true))
                .http2Settings(http2 -> http2.maxConcurrentStreams(MOST_STREAMS_PER_CONNECTION)
                        .maxHeaderListSize(LARGEST_HEADERS)
                        .initialWindowSize(STREAM_WINDOW))
                .doOnChannelInit((observer, channel, remote) -> {
                    suitClients(channel);
                    channel.pipeline().addFirst("millrace.ignore-resets", new ResetIgnorer());
                    HeadDeadline.watch(channel, settings.testing().headerTimeout());
                    connections.accept(channel);
                });
    }

    private static void suitClients(Channel channel) {
        ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
        if (codec != null) {
            channel.pipeline()
                    .addAfter(codec.name(), "millrace.ignore-upgrades", new UpgradeIgnorer())
                    .addAfter(codec.name(), "millrace.until-close", new UntilClose());
        }
    }
}
