package dev.millrace.gateway.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Waits for the first element of a flux before the flux is handed on: whether it begins at all decides what is answered,
 * and everything after that goes into the answer.
 */
final class FirstElement {
    private FirstElement() {}

    /** The flux with its first element, to be subscribed to once; or its failure when it fails before that. */
    static <T> Mono<Flux<T>> await(Flux<T> source) {
        return Mono.create(started -> {
            Relay<T> relay = new Relay<>(started);
            started.onCancel(relay::cancel);
            source.subscribe(relay);
        });
    }

    private static final class Relay<T> extends BaseSubscriber<T> {
        private final MonoSink<Flux<T>> started;
        private @Nullable T first;
        private boolean begun;
        private @Nullable FluxSink<T> rest;
        private boolean firstCounted;
        private boolean completed;
        private @Nullable Throwable failure;

        Relay(MonoSink<Flux<T>> started) {
            this.started = started;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(T element) {
            if (!begun) {
                begun = true;
                first = element;
                started.success(Flux.create(this::goOn));
            } else if (rest != null) {
                rest.next(element);
            }
        }

        private void goOn(FluxSink<T> sink) {
            synchronized (this) {
                rest = sink;
            }
            sink.onCancel(this::cancel);
            // Before the first element: it is answered with demand at once.
            sink.onRequest(this::demand);
            T element = Objects.requireNonNull(first);
            // It may be large, and what comes after it may go on for hours.
            first = null;
            sink.next(element);
            end();
        }

        /** What is asked for here is asked for there, but for the first element, which has come already. */
        private void demand(long count) {
            long more = count;
            synchronized (this) {
                if (!firstCounted && count > 0) {
                    firstCounted = true;
                    more = count - 1;
                }
            }
            if (more > 0) {
                request(more);
            }
        }

        @Override
        protected void hookOnComplete() {
            synchronized (this) {
                completed = true;
            }
            if (!begun) {
                started.success();
            }
            end();
        }

        @Override
        protected void hookOnError(Throwable error) {
            synchronized (this) {
                failure = error;
            }
            if (!begun) {
                started.error(error);
            }
            end();
        }

        private void end() {
            FluxSink<T> sink;
            Throwable error;
            boolean complete;
            synchronized (this) {
                sink = rest;
                error = failure;
                complete = completed;
            }
            if (sink == null) {
                return;
            }
            if (error != null) {
                sink.error(error);
            } else if (complete) {
                sink.complete();
            }
        }
    }
}
