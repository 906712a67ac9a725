package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.front.transfer.Transfer;
import dev.millrace.gateway.front.transfer.Transfers;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends frames as they come, each only when the connection has taken the one before: a client that stops reading holds one
 * frame here, and whoever makes them waits. The frames are cancelled when the client goes away, or is too slow to take one.
 */
final class FrameOutlet extends Transfer {
    private final Channel channel;
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean writing;

    private FrameOutlet(Channel channel) {
        super(true);
        this.channel = channel;
    }

    static Mono<Void> send(HttpServerResponse response, Flux<ByteBuffer> frames, Transfers transfers) {
        Sinks.Empty<Void> gone = Sinks.empty();
        AtomicReference<Channel> channel = new AtomicReference<>();
        response.withConnection(connection -> {
            channel.set(connection.channel());
            connection.onDispose(gone::tryEmitEmpty);
        });
        FrameOutlet outlet = new FrameOutlet(Objects.requireNonNull(channel.get()));
        Flux<Void> written = frames.takeUntilOther(gone.asMono()).concatMap(outlet::write, 0);
        return Mono.defer(() -> {
            transfers.begin(outlet);
            return response.sendHeaders().then().thenMany(written).then().doFinally(signal -> transfers.end(outlet));
        });
    }

    private Mono<Void> write(ByteBuffer frame) {
        return Mono.defer(() -> {
            writing = true;
            int left = frame.remaining() > PieceWriter.PIECE ? 0 : frame.remaining();
            return PieceWriter.write(channel, frame, taken::addAndGet).doOnSuccess(done -> {
                taken.addAndGet(left);
                writing = false;
            });
        });
    }

    @Override
    protected long moved() {
        return taken.get();
    }

    @Override
    protected boolean idle() {
        return !writing;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    protected void tooSlow() {
        channel.close();
    }
}
