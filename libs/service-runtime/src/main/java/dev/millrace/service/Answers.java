package dev.millrace.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Answers a unary call with a {@link Mono}, which is cancelled with the call. */
public final class Answers {
    private Answers() {}

    public static <A> void send(Mono<A> source, StreamObserver<A> answer) {
        Disposable.Swap work = Disposables.swap();
        ((ServerCallStreamObserver<A>) answer).setOnCancelHandler(work::dispose);
        work.update(source.subscribe(answer::onNext, answer::onError, answer::onCompleted));
    }
}
