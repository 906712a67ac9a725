package dev.millrace.gateway.front.transfer;

import dev.millrace.gateway.front.transfer.Transfer.Pace;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** All bodies and answers on their way. One look a second at all of them costs less than a timer for each. */
public final class Transfers {
    private final Pace pace;
    private final LongSupplier nanoTime;
    private final Set<Transfer> open = ConcurrentHashMap.newKeySet();

    public Transfers(Pace pace) {
        this(pace, System::nanoTime);
    }

    Transfers(Pace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    /** Watches a transfer until its {@link #end}. */
    public void begin(Transfer transfer) {
        transfer.begin(nanoTime.getAsLong());
        open.add(transfer);
    }

    public void end(Transfer transfer) {
        open.remove(transfer);
    }

    /**
     * Sends what a client may be slow to take, and closes its channel if it is: on HTTP/2 that of this one answer.
     *
     * @param sent how many bytes have been sent so far
     */
    public Mono<Void> sending(Channel channel, LongSupplier sent, Mono<Void> sending) {
        return Mono.defer(() -> {
            Transfer answer = new SentAnswer(channel, sent);
            begin(answer);
            return sending.doFinally(signal -> end(answer));
        });
    }

    /** Ends what has become too slow. To be called about once a second, by one thread at a time. */
    public void check() {
        long now = nanoTime.getAsLong();
        for (Transfer transfer : open) {
            if (transfer.isTooSlow(now, pace)) {
                open.remove(transfer);
                transfer.tooSlow();
            }
        }
    }

    int size() {
        return open.size();
    }

    private static final class SentAnswer extends Transfer {
        private final Channel channel;
        private final LongSupplier sent;

        SentAnswer(Channel channel, LongSupplier sent) {
            super(false);
            this.channel = channel;
            this.sent = sent;
        }

        @Override
        protected long moved() {
            return sent.getAsLong();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // Whether it is closed well is of no matter to anyone.
        protected void tooSlow() {
            channel.close();
        }
    }
}
