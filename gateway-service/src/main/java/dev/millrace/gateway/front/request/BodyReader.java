package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.front.transfer.Transfers;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Reads bodies into memory: each into one array that grows with what has really arrived, so that a length announced in a
 * header costs nothing. What all bodies together take is bounded, no sender takes all of it, and none may dawdle. For senders
 * whom nobody knows there is little room, for small bodies; of others nothing is kept, and they are refused by their head.
 */
public final class BodyReader {
    private final int mostBytes;
    private final SharedBudget known;
    private final SharedBudget strangers;
    private final Transfers transfers;

    /**
     * @param mostBytes the largest body
     * @param known for all bodies that are in memory
     * @param strangers for those of senders whom nobody knows
     * @param transfers watches that bodies come on
     */
    public BodyReader(int mostBytes, SharedBudget known, SharedBudget strangers, Transfers transfers) {
        this.mostBytes = mostBytes;
        this.known = known;
        this.strangers = strangers;
        this.transfers = transfers;
    }

    /** Whether the request announces a body larger than any that is read. */
    public boolean announcesTooMuch(HttpServerRequest request) {
        return announcedLength(request) > mostBytes;
    }

    /** What bodies of a sender are held by. */
    public BudgetUse lease(RequestOrigin origin) {
        return new BudgetUse(known, origin.sender());
    }

    /**
     * The body, which counts for the lease until that is released.
     *
     * @param sender is asked only if the body does not come in one piece, as most do
     * @return the body, or a {@link BodyRefusedException}
     */
    public Mono<RequestBody> read(HttpServerRequest request, BudgetUse lease, BodySender sender) {
        return Mono.create(sink -> {
            BodyCollector collector = new BodyCollector(sink, this, lease, sender, announcedLength(request));
            request.withConnection(
                    connection -> collector.runOn(connection.channel().eventLoop()));
            sink.onDispose(collector::stop);
            transfers.begin(collector);
            request.receive().subscribe(collector);
        });
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null || length.length() > 18) {
            return length == null ? -1 : Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    int mostBytes() {
        return mostBytes;
    }

    SharedBudget strangers() {
        return strangers;
    }

    void ended(BodyCollector collector) {
        transfers.end(collector);
    }
}
