package dev.millrace.gateway.front.request;

import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.Transfer;
import dev.millrace.protocol.error.KinesisException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.MonoSink;

/** One body on its way. Everything happens on its connection's event loop, but that it is found too slow. */
final class BodyCollector extends Transfer implements CoreSubscriber<ByteBuf> {
    /** What a sender whom nobody knows gets kept: enough for AWS's order of checks, in which bodies come before senders. */
    private static final int MOST_OF_A_STRANGER = 8 * 1024;

    private static final byte[] NOTHING = {};

    private final MonoSink<RequestBody> sink;
    private final BodyReader reader;
    private final BudgetUse lease;
    private final BodySender sender;
    private final long announced;
    private Executor eventLoop = Runnable::run;
    private byte[] bytes = NOTHING;
    private volatile int length;
    private boolean senderAsked;
    /** Why the sender is refused, whatever the body is; null for one who may be known. */
    private @Nullable KinesisException stranger;

    private boolean dropping;
    private @Nullable Subscription upstream;

    /** @param announced the length, or a negative number */
    BodyCollector(MonoSink<RequestBody> sink, BodyReader reader, BudgetUse lease, BodySender sender, long announced) {
        super(false);
        this.sink = sink;
        this.reader = reader;
        this.lease = lease;
        this.sender = sender;
        this.announced = announced;
    }

    void runOn(Executor loop) {
        eventLoop = loop;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuf part) {
        int more = part.readableBytes();
        int before = length;
        if ((long) before + more > reader.mostBytes()) {
            refuse(BodyRefusedException.tooLarge());
            return;
        }
        if (!senderAsked && more != announced) {
            askForSender();
        }
        if (!dropping && !makeRoom(before, before + more)) {
            if (stranger == null) {
                refuse(BodyRefusedException.noRoom());
                return;
            }
            drop();
        }
        if (!dropping) {
            part.readBytes(bytes, before, more);
        }
        length = before + more;
    }

    /** A body that is there as a whole is gone in a moment. Others wait for the rest, and that is not for everybody. */
    private void askForSender() {
        senderAsked = true;
        try {
            sender.requireKnown();
        } catch (KinesisException refused) {
            stranger = refused;
            lease.takeFrom(reader.strangers());
        }
    }

    private boolean makeRoom(int kept, int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        if (stranger != null && Math.max(needed, announced) > MOST_OF_A_STRANGER) {
            return false;
        }
        // Never more than twice of what has come.
        long grown = Math.max(needed, 2L * kept);
        int size = (int) Math.min(grown, announced >= needed ? announced : reader.mostBytes());
        if (!lease.grow(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** The rest is let pass, so that the client comes to the point at which it reads its answer. */
    private void drop() {
        dropping = true;
        bytes = NOTHING;
        lease.release();
    }

    @Override
    protected long moved() {
        return length;
    }

    @Override
    protected void tooSlow() {
        eventLoop.execute(() -> {
            if (stranger == null) {
                refuse(BodyRefusedException.tooSlow());
            } else {
                stop();
                sink.success(RequestBody.refused(stranger));
            }
        });
    }

    private void refuse(BodyRefusedException reason) {
        stop();
        sink.error(reason);
    }

    void stop() {
        reader.ended(this);
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        sink.error(failure);
    }

    @Override
    public void onComplete() {
        upstream = null;
        sink.success(
                dropping && stranger != null
                        ? RequestBody.refused(stranger)
                        : new RequestBody(bytes, length, lease, null));
    }
}
