package dev.millrace.internal.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** The serving side of {@link EventStreamCall}: the first request begins, each one asks for more events. */
public final class EventStreamAnswer<Q, A> implements StreamObserver<Q> {
    private final ServerCallStreamObserver<A> call;
    private final Function<Q, Flux<A>> begin;
    private final ToIntFunction<Q> demand;
    private final Sent<A> sent;
    private volatile @Nullable Events events;

    /** Is told what has become of events, on any thread. */
    public interface Sent<A> {
        /** gRPC has an event, in a buffer of its own until it is written. */
        void begin(A event);

        /** What gRPC had is written, but for what is below its own mark. */
        void written();

        /** The call is over, with whatever was written of it. */
        void end();
    }

    private EventStreamAnswer(
            ServerCallStreamObserver<A> call, Function<Q, Flux<A>> begin, ToIntFunction<Q> demand, Sent<A> sent) {
        this.call = call;
        this.begin = begin;
        this.demand = demand;
        this.sent = sent;
    }

    /**
     * @param begin from the first request to the events
     * @param demand how many events a request asks for
     */
    public static <Q, A> StreamObserver<Q> to(
            StreamObserver<A> call, Function<Q, Flux<A>> begin, ToIntFunction<Q> demand) {
        return to(call, begin, demand, new NotCounted<>());
    }

    /**
     * The same, for one who counts what is held of events.
     *
     * @param sent told of each event, and of the end
     */
    public static <Q, A> StreamObserver<Q> to(
            StreamObserver<A> call, Function<Q, Flux<A>> begin, ToIntFunction<Q> demand, Sent<A> sent) {
        EventStreamAnswer<Q, A> answer =
                new EventStreamAnswer<>((ServerCallStreamObserver<A>) call, begin, demand, sent);
        answer.call.setOnReadyHandler(sent::written);
        answer.call.setOnCloseHandler(sent::end);
        answer.call.setOnCancelHandler(() -> {
            answer.cancel();
            sent.end();
        });
        return answer;
    }

    @Override
    public void onNext(Q request) {
        Events begun = events;
        if (begun == null) {
            begun = new Events();
            events = begun;
            Flux.defer(() -> begin.apply(request)).subscribe(begun);
        }
        int count = demand.applyAsInt(request);
        if (count < 0) {
            cancel();
            call.onError(Status.INVALID_ARGUMENT.asRuntimeException());
        } else if (count > 0) {
            begun.request(count);
        }
    }

    @Override
    public void onError(Throwable failure) {
        cancel();
    }

    /** The caller wants no more. */
    @Override
    public void onCompleted() {
        cancel();
        if (!call.isCancelled()) {
            call.onCompleted();
        }
    }

    private void cancel() {
        Events begun = events;
        if (begun != null) {
            begun.cancel();
        }
    }

    private final class Events extends BaseSubscriber<A> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // As requests say.
        }

        @Override
        protected void hookOnNext(A event) {
            if (call.isCancelled()) {
                return;
            }
            sent.begin(event);
            call.onNext(event);
            if (call.isReady()) {
                sent.written();
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            call.onError(failure);
        }

        @Override
        protected void hookOnComplete() {
            call.onCompleted();
        }
    }

    private static final class NotCounted<A> implements Sent<A> {
        @Override
        public void begin(A event) {
            // Of no interest.
        }

        @Override
        public void written() {
            // Of no interest.
        }

        @Override
        public void end() {
            // Of no interest.
        }
    }
}
