package dev.millrace.gateway.kinesis;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;

/** Writes bytes piece by piece, each when the one before is gone: the network keeps a copy of what it is given. */
final class PieceWriter {
    static final int PIECE = 64 * 1024;

    private PieceWriter() {}

    /** @param gone is told of the bytes of each piece when that is gone */
    static Mono<Void> write(Channel channel, ByteBuffer bytes, LongConsumer gone) {
        if (bytes.remaining() <= PIECE) {
            return write(channel, bytes);
        }
        int count = (bytes.remaining() + PIECE - 1) / PIECE;
        return Flux.range(0, count)
                .concatMap(
                        index -> {
                            int from = index * PIECE;
                            int length = Math.min(PIECE, bytes.remaining() - from);
                            return write(channel, bytes.slice(bytes.position() + from, length))
                                    .doOnSuccess(done -> gone.accept(length));
                        },
                        0)
                .then();
    }

    /** Straight to the channel: Reactor Netty's own way writes the whole content at once, or gathers many parts of it. */
    private static Mono<Void> write(Channel channel, ByteBuffer piece) {
        return FutureMono.deferFuture(
                () -> channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
    }
}
