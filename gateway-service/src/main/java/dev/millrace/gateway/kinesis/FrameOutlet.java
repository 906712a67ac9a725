package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.front.transfer.Transfer;
import dev.millrace.gateway.front.transfer.Transfers;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends frames as they come, each only when the connection has taken the one before: a client that stops reading holds one
 * frame here, and whoever makes them waits. The frames are cancelled when the client goes away, or is too slow to take one.
 */
final class FrameOutlet extends Transfer {
    /**
     * How long a client may leave a frame where it is. KCL asks for the next event when it has processed the one before, and gives a
     * subscription up itself that brings nothing for 35 s.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Channel channel;
    private final LongSupplier nanoTime;
    private final AtomicLong taken = new AtomicLong();
    private volatile long begunNanos;
    private volatile boolean writing;

    FrameOutlet(Channel channel, LongSupplier nanoTime) {
        super(true);
        this.channel = channel;
        this.nanoTime = nanoTime;
    }

    static Mono<Void> send(HttpServerResponse response, Flux<ByteBuffer> frames, Transfers transfers) {
        Sinks.Empty<Void> gone = Sinks.empty();
        AtomicReference<Channel> channel = new AtomicReference<>();
        response.withConnection(connection -> {
            channel.set(connection.channel());
            connection.onDispose(gone::tryEmitEmpty);
        });
        FrameOutlet outlet = new FrameOutlet(Objects.requireNonNull(channel.get()), System::nanoTime);
        Flux<Void> written = frames.takeUntilOther(gone.asMono()).concatMap(outlet::write, 0);
        return Mono.defer(() -> {
            transfers.begin(outlet);
            return response.sendHeaders().then().thenMany(written).then().doFinally(signal -> transfers.end(outlet));
        });
    }

    Mono<Void> write(ByteBuffer frame) {
        return Mono.defer(() -> {
            begunNanos = nanoTime.getAsLong();
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
        return !writing || nanoTime.getAsLong() - begunNanos < PATIENCE.toNanos();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    protected void tooSlow() {
        channel.close();
    }
}
