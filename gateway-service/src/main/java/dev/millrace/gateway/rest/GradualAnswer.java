package dev.millrace.gateway.rest;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.front.transfer.Transfers;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.retry.Retry;

/**
 * Sends answers that may be large, or have no end, to clients that may be slow to take them, or never do. What is held for all
 * of them is bounded, nobody has all of it, and a client that does not read is cut off.
 */
public final class GradualAnswer {
    private static final Logger log = LoggerFactory.getLogger(GradualAnswer.class);

    private static final int PIECE = 64 * 1024;

    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 400;

    private final RestCalls calls;
    private final SharedBudget budget;
    private final Transfers transfers;

    /** @param budget for answers until their clients have taken them */
    GradualAnswer(RestCalls calls, SharedBudget budget, Transfers transfers) {
        this.calls = calls;
        this.budget = budget;
        this.transfers = transfers;
    }

    /** Sends a whole body; an error before anything is sent, if there is no room for it. */
    public Mono<Void> sendBody(ServerHttpResponse response, byte[] body) {
        return lease().flatMap(lease -> {
            if (!lease.grow(body.length)) {
                return Mono.error(noRoom());
            }
            response.getHeaders().setContentLength(body.length);
            Flux<DataBuffer> pieces =
                    Flux.range(0, (body.length + PIECE - 1) / PIECE).map(index -> piece(response, body, index));
            return send(response, new GradualTransfer(false, channel(response)), pieces)
                    .doFinally(signal -> lease.release());
        });
    }

    private static DataBuffer piece(ServerHttpResponse response, byte[] body, int index) {
        int from = index * PIECE;
        return response.bufferFactory().wrap(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from)));
    }

    /**
     * Sends parts as they come, each when the client has taken the one before. One for which there is no room waits; those who hold it
     * take what they hold, or are cut off. It ends if that does not help for long: its client is cut off, too, and comes back, which
     * for the server is no error of its own. An error before the first part is answered as one.
     */
    public Mono<Void> sendParts(ServerHttpResponse response, Flux<byte[]> parts) {
        return lease().flatMap(lease -> {
            GradualTransfer transfer = new GradualTransfer(true, channel(response));
            transfer.onGone(lease::shrink);
            Flux<DataBuffer> counted = parts.concatMap(
                    part -> roomFor(part.length, lease, transfer)
                            .thenReturn(response.bufferFactory().wrap(part)),
                    0);
            return send(response, transfer, counted)
                    .onErrorResume(failure -> failure instanceof KinesisException && response.isCommitted(), ended -> {
                        log.debug("Events end before their stream does: {}", ended.getMessage());
                        transfer.tooSlow();
                        return Mono.empty();
                    })
                    .doFinally(signal -> lease.release());
        });
    }

    private static Mono<Void> roomFor(int bytes, BudgetUse lease, GradualTransfer transfer) {
        return Mono.<Void>defer(() -> {
                    if (lease.grow(bytes)) {
                        return Mono.empty();
                    }
                    transfer.letGoOfWhatIsTaken();
                    return Mono.error(noRoom());
                })
                .retryWhen(Retry.fixedDelay(MOST_LOOKS, LOOK_FOR_ROOM)
                        .onRetryExhaustedThrow((looks, last) -> last.failure()));
    }

    private Mono<Void> send(ServerHttpResponse response, GradualTransfer transfer, Flux<DataBuffer> parts) {
        return Mono.defer(() -> {
            transfers.begin(transfer);
            return response.writeAndFlushWith(parts.concatMap(transfer::next, 0))
                    .doFinally(signal -> transfers.end(transfer));
        });
    }

    private Mono<BudgetUse> lease() {
        return calls.caller().map(this::leaseOf);
    }

    private BudgetUse leaseOf(Requester caller) {
        BudgetUse lease = new BudgetUse(budget, caller.origin().sender());
        Optional.ofNullable(caller.accessKeyId()).ifPresent(lease::countFor);
        return lease;
    }

    private static Channel channel(ServerHttpResponse response) {
        HttpServerResponse sent = ServerHttpResponseDecorator.getNativeResponse(response);
        AtomicReference<Channel> channel = new AtomicReference<>();
        sent.withConnection(connection -> channel.set(connection.channel()));
        return Objects.requireNonNull(channel.get());
    }

    private static KinesisException noRoom() {
        return new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded.");
    }
}
