package dev.millrace.gateway.rest;

import dev.millrace.gateway.front.transfer.Transfer;
import io.netty.channel.Channel;
import java.util.function.LongConsumer;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An answer that goes out part by part: how much of it there was, and how much of that the connection has taken. */
final class GradualTransfer extends Transfer {
    private final boolean endless;
    private final Channel channel;
    private LongConsumer gone = bytes -> {};
    private int beingWritten;
    private long seen;
    private volatile long come;
    private volatile long begun;

    GradualTransfer(boolean endless, Channel channel) {
        super(endless);
        this.endless = endless;
        this.channel = channel;
    }

    /** @param listener gets the bytes of each part that the connection has taken */
    void onGone(LongConsumer listener) {
        gone = listener;
    }

    /**
     * The next part is asked for only when the connection begins with this one, having taken the one before: the server
     * asks for many at once, and would hold them all for a client that does not read.
     */
    Flux<Mono<DataBuffer>> next(DataBuffer part) {
        int bytes = part.readableByteCount();
        come += bytes;
        Sinks.Empty<Void> begins = Sinks.empty();
        Mono<DataBuffer> writing = Mono.just(part).doOnSubscribe(subscription -> {
            begin(bytes);
            begins.tryEmitEmpty();
        });
        return Flux.concat(Mono.just(writing), begins.asMono().then(Mono.empty()));
    }

    private synchronized void begin(int bytes) {
        gone.accept(beingWritten);
        beingWritten = bytes;
        begun += bytes;
    }

    /**
     * Lets go of the last part when the connection has taken it: the next one may not come for hours. It has, if nothing was
     * begun since this was asked last; a part that is begun is written a moment later.
     */
    synchronized void letGoOfWhatIsTaken() {
        if (seen == begun && channel.isWritable()) {
            gone.accept(beingWritten);
            beingWritten = 0;
        }
        seen = begun;
    }

    @Override
    protected long moved() {
        return begun;
    }

    @Override
    protected boolean idle() {
        boolean idle = endless && come == begun && channel.isWritable();
        if (idle) {
            letGoOfWhatIsTaken();
        }
        return idle;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
    protected void tooSlow() {
        channel.close();
    }
}
