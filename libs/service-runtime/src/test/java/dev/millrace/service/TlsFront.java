package dev.millrace.service;

import dev.millrace.tls.PemFiles;
import dev.millrace.tls.ReloadedTrust;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** Takes TLS for a server that speaks none, and passes on what is in it. */
final class TlsFront implements AutoCloseable {
    private final DisposableServer server;

    private TlsFront(DisposableServer server) {
        this.server = server;
    }

    /**
     * Listens on a free port of 127.0.0.1.
     *
     * @param callers who must have signed the certificates of those who call; without, they need none
     */
    static TlsFront before(InetSocketAddress target, PemFiles own, Optional<Path> callers) throws SSLException {
        SslContextBuilder tls = SslContextBuilder.forServer(
                own.certificate().toFile(), own.privateKey().toFile());
        callers.ifPresent(file -> tls.clientAuth(ClientAuth.REQUIRE)
                .trustManager(ReloadedTrust.ofAnyHost(file).trustManager()));
        SslContext context = tls.build();
        return new TlsFront(TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(secure -> secure.sslContext(context))
                .handle((in, out) -> passOn(target, in, out))
                .bindNow());
    }

    private static Mono<Void> passOn(InetSocketAddress target, NettyInbound in, NettyOutbound out) {
        return TcpClient.create()
                .remoteAddress(() -> target)
                .connect()
                .flatMap(connection -> Mono.firstWithSignal(
                                copy(in, connection.outbound()), copy(connection.inbound(), out))
                        .doFinally(signal -> connection.dispose()));
    }

    private static Mono<Void> copy(NettyInbound from, NettyOutbound to) {
        return to.send(from.receive().retain(), buffer -> true).then();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.port());
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
