package dev.millrace.gateway.kinesis;

import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends frames as they come, each only when the connection has taken the one before: a client that stops reading holds one
 * frame here, and whoever makes them waits. The frames are cancelled when the client goes away.
 */
final class FrameOutlet {
    /** How long a client may take for one frame. It is gone then, or as good as. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpServerResponse response;

    FrameOutlet(HttpServerResponse response) {
        this.response = response;
    }

    Mono<Void> send(Flux<ByteBuffer> frames) {
        Sinks.Empty<Void> gone = Sinks.empty();
        AtomicReference<Channel> channel = new AtomicReference<>();
        response.withConnection(connection -> {
            channel.set(connection.channel());
            connection.onDispose(gone::tryEmitEmpty);
        });
        Flux<Void> written = frames.takeUntilOther(gone.asMono())
                .concatMap(frame -> write(Objects.requireNonNull(channel.get()), frame), 0);
        return response.sendHeaders().then().thenMany(written).then();
    }

    private static Mono<Void> write(Channel channel, ByteBuffer frame) {
        return PieceWriter.write(channel, frame, gone -> {}).timeout(PATIENCE);
    }
}
