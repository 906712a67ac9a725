package dev.millrace.gateway.request;

import dev.millrace.gateway.transport.ByteBudget;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Reads bodies into memory: each into one array that grows with what has really arrived, so that a length announced in a
 * header costs nothing. What all bodies together take is bounded, and none may dawdle.
 */
public final class BodyReader {
    private static final int STEP = 64 * 1024;
    private static final long CHECK_SECONDS = 1;

    private final int mostBytes;
    private final ByteBudget budget;
    private final Duration grace;
    private final long leastRate;

    /**
     * @param mostBytes the largest body
     * @param budget for all bodies that are in memory
     * @param grace how long a body may take whatever its rate
     * @param leastRate bytes a second, on average, that a body must come at after that
     */
    public BodyReader(int mostBytes, ByteBudget budget, Duration grace, long leastRate) {
        this.mostBytes = mostBytes;
        this.budget = budget;
        this.grace = grace;
        this.leastRate = leastRate;
    }

    /** Whether the request announces a body larger than any that is read. */
    public boolean announcesTooMuch(HttpServerRequest request) {
        return announcedLength(request) > mostBytes;
    }

    /**
     * The body. Its bytes count against the budget until {@link Lease#release()}.
     *
     * @return the body, or a {@link BodyRefusedException}
     */
    public Mono<RequestBody> read(HttpServerRequest request, Lease lease) {
        return Mono.create(sink -> {
            Collector collector = new Collector(sink, lease, announcedLength(request));
            request.withConnection(connection -> collector.watch = connection
                    .channel()
                    .eventLoop()
                    .scheduleWithFixedDelay(collector::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS));
            sink.onDispose(collector::stop);
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

    /** What a request's body takes of the budget. */
    public final class Lease {
        private long bytes;

        /** Takes more of the budget, if there is as much. */
        public synchronized boolean grow(long more) {
            if (!budget.tryReserve(more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        public synchronized void release() {
            budget.release(bytes);
            bytes = 0;
        }
    }

    private final class Collector implements CoreSubscriber<ByteBuf> {
        private final MonoSink<RequestBody> sink;
        private final Lease lease;
        private final long announced;
        private final long startNanos = System.nanoTime();
        private byte[] bytes = {};
        private int length;
        private @Nullable Subscription upstream;
        private volatile @Nullable ScheduledFuture<?> watch;

        Collector(MonoSink<RequestBody> sink, Lease lease, long announced) {
            this.sink = sink;
            this.lease = lease;
            this.announced = announced;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuf part) {
            int more = part.readableBytes();
            if ((long) length + more > mostBytes) {
                refuse(BodyRefusedException.tooLarge());
            } else if (makeRoom(length + more)) {
                part.readBytes(bytes, length, more);
                length += more;
            } else {
                refuse(BodyRefusedException.noRoom());
            }
        }

        private boolean makeRoom(int needed) {
            if (needed <= bytes.length) {
                return true;
            }
            long grown = Math.max(needed, bytes.length + (long) Math.max(STEP, bytes.length));
            int size = (int) (announced >= needed ? Math.min(announced, grown) : Math.min(mostBytes, grown));
            // A body in one piece, as most are, takes exactly what it needs.
            size = announced < 0 && bytes.length == 0 ? needed : size;
            if (!lease.grow(size - bytes.length)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, size);
            return true;
        }

        /** Runs on the connection's event loop, as everything here. */
        private void check() {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
            if (seconds > grace.toSeconds() && length < (seconds - grace.toSeconds()) * leastRate) {
                refuse(BodyRefusedException.tooSlow());
            }
        }

        private void refuse(BodyRefusedException reason) {
            stop();
            sink.error(reason);
        }

        private void stop() {
            ScheduledFuture<?> watching = watch;
            if (watching != null) {
                watching.cancel(false);
            }
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
            sink.success(new RequestBody(bytes, length));
        }
    }
}
