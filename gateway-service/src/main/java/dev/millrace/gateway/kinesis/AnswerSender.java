package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.front.transfer.Transfers;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends answers to clients that may be slow to take them, or never do. What all such answers take is bounded, no client has all
 * of it, and one that does not read is cut off.
 */
final class AnswerSender {
    /** Errors, and what most operations answer: a connection takes as much in any case, and nobody is refused for so little. */
    private static final int SMALL = 16 * 1024;

    private static final Disposable NOTHING = () -> {};

    private final SharedBudget budget;
    private final Transfers transfers;

    /** @param budget for answers until their clients have taken them */
    AnswerSender(SharedBudget budget, Transfers transfers) {
        this.budget = budget;
        this.transfers = transfers;
    }

    /** Room for an answer to a request until it is disposed; empty if there is none. */
    Optional<Disposable> held(ReceivedRequest asked, ByteBuffer body) {
        if (body.remaining() < SMALL) {
            return Optional.of(NOTHING);
        }
        BudgetUse lease = asked.answerLease(budget);
        return lease.grow(body.hasArray() ? body.array().length : body.remaining())
                ? Optional.of(lease::release)
                : Optional.empty();
    }

    /** Sends frames that come one after the other, after the head. */
    Mono<Void> send(HttpServerResponse response, Flux<ByteBuffer> frames) {
        return FrameOutlet.send(response, frames, transfers);
    }

    /** Sends the body of an answer whose head is complete, with the length of the body. */
    Mono<Void> send(HttpServerResponse response, ByteBuffer body) {
        AtomicReference<Channel> channel = new AtomicReference<>();
        response.withConnection(connection -> channel.set(connection.channel()));
        Channel known = Objects.requireNonNull(channel.get());
        if (body.remaining() <= PieceWriter.PIECE) {
            return transfers.sending(
                    known,
                    () -> 0,
                    response.sendObject(Unpooled.wrappedBuffer(body)).then());
        }
        AtomicLong sent = new AtomicLong();
        return transfers.sending(
                known, sent::get, response.sendHeaders().then().then(PieceWriter.write(known, body, sent::addAndGet)));
    }
}
