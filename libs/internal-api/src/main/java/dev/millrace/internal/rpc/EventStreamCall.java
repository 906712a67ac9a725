package dev.millrace.internal.rpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * A call that pushes events, as a {@link Flux}. Its demand travels as messages of the call: events that nobody has asked
 * for stay with their sender, and not in windows of HTTP/2, which all calls of a connection share.
 */
public final class EventStreamCall {
    private EventStreamCall() {}

    /**
     * @param method the asynchronous stub's method
     * @param start the first request, which asks for no event yet
     * @param more a request for so many more events
     */
    public static <Q, A> Flux<A> of(
            Function<StreamObserver<A>, StreamObserver<Q>> method, Q start, IntFunction<Q> more) {
        return of(method, start, more, Runnable::run);
    }

    /**
     * A call that asks for events when there is room for them.
     *
     * @param room runs what asks for more, at once or later, or never when the call has ended meanwhile
     */
    public static <Q, A> Flux<A> of(
            Function<StreamObserver<A>, StreamObserver<Q>> method, Q start, IntFunction<Q> more, Executor room) {
        return Flux.create(sink -> new Call<Q, A>(sink).begin(method, start, more, room));
    }

    private static final class Call<Q, A> implements ClientResponseObserver<Q, A> {
        private final FluxSink<A> sink;
        private @Nullable ClientCallStreamObserver<Q> requests;
        private boolean ended;

        Call(FluxSink<A> sink) {
            this.sink = sink;
        }

        void begin(Function<StreamObserver<A>, StreamObserver<Q>> method, Q start, IntFunction<Q> more, Executor room) {
            var unused = method.apply(this);
            send(start);
            sink.onCancel(this::cancel);
            sink.onRequest(count -> room.execute(() -> send(more.apply((int) Math.min(Integer.MAX_VALUE, count)))));
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Q> call) {
            requests = call;
        }

        /** Demand may be signalled by any thread; the call takes one message at a time. */
        private synchronized void send(Q request) {
            if (!ended && requests != null) {
                requests.onNext(request);
            }
        }

        private synchronized void cancel() {
            if (!ended && requests != null) {
                ended = true;
                requests.cancel("no longer wanted", null);
            }
        }

        private synchronized void end() {
            ended = true;
        }

        @Override
        public void onNext(A event) {
            sink.next(event);
        }

        @Override
        public void onError(Throwable failure) {
            end();
            sink.error(failure);
        }

        @Override
        public void onCompleted() {
            end();
            sink.complete();
        }
    }
}
