package dev.millrace.internal.rpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A gRPC call with one request and one answer as a {@link Mono}: made on subscription, cancelled with it. */
public final class UnaryCall {
    private UnaryCall() {}

    /**
     * @param method the asynchronous stub's method, its stub already given a deadline
     * @return the answer, or gRPC's {@link io.grpc.StatusRuntimeException}
     */
    public static <Q, A> Mono<A> of(BiConsumer<Q, StreamObserver<A>> method, Q request) {
        return Mono.create(sink -> method.accept(request, new AnswerObserver<>(sink)));
    }

    private static final class AnswerObserver<Q, A> implements ClientResponseObserver<Q, A> {
        private final MonoSink<A> sink;
        private @Nullable A answer;

        AnswerObserver(MonoSink<A> sink) {
            this.sink = sink;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Q> call) {
            sink.onCancel(() -> call.cancel("no longer wanted", null));
        }

        @Override
        public void onNext(A value) {
            answer = value;
        }

        @Override
        public void onError(Throwable failure) {
            sink.error(failure);
        }

        @Override
        public void onCompleted() {
            sink.success(answer);
        }
    }
}
