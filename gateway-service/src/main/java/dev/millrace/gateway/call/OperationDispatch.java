package dev.millrace.gateway.call;

import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.ConsumerAddressed;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.protocol.message.StreamToken;
import dev.millrace.protocol.message.TokenAddressed;
import dev.millrace.stream.ConsumerArn;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamName;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Every operation and what performs it. A permit is taken here, for all of them: no handler can forget it. */
public final class OperationDispatch implements OperationHandlers<Mono<KinesisResponse>> {
    private final Map<Operation, OperationHandler<?>> handlers = new EnumMap<>(Operation.class);
    private final CallLimits limits;
    private final Streams streams;
    private final StreamTokens tokens;

    /** @throws IllegalStateException if an operation has no handler, or two */
    public OperationDispatch(List<OperationSubject> subjects, CallLimits limits, Streams streams, StreamTokens tokens) {
        this.limits = limits;
        this.streams = streams;
        this.tokens = tokens;
        subjects.stream().flatMap(subject -> subject.handlers().stream()).forEach(this::add);
        EnumSet<Operation> without = EnumSet.allOf(Operation.class);
        without.removeAll(handlers.keySet());
        if (!without.isEmpty()) {
            throw new IllegalStateException("nothing performs " + without);
        }
    }

    private void add(OperationHandler<?> handler) {
        if (handlers.put(handler.operation(), handler) != null) {
            throw new IllegalStateException("there are two that perform " + handler.operation());
        }
    }

    /** @throws KinesisException a LimitExceededException if the operation is called too often */
    @Override
    public Mono<KinesisResponse> perform(KinesisRequest request) {
        Operation operation = request.operation();
        if (operation.callRate().isLimited()) {
            takePermit(operation, request);
        }
        return Objects.requireNonNull(handlers.get(operation)).perform(request);
    }

    private void takePermit(Operation operation, KinesisRequest request) {
        Optional<StreamName> stream = streamOf(request);
        if (stream.isPresent()) {
            limits.take(operation, stream.get());
        } else {
            limits.take(operation);
        }
    }

    /** Empty if a request is about no stream, or about none that it names rightly, which is for its handler to refuse. */
    private Optional<StreamName> streamOf(KinesisRequest request) {
        StreamToken token = request instanceof TokenAddressed named ? named.streamToken() : null;
        if (token != null) {
            return tokens.streamOf(token);
        }
        if (request instanceof StreamAddressed stream) {
            return streamOf(stream);
        }
        return request instanceof ConsumerAddressed consumer ? streamOf(consumer) : Optional.empty();
    }

    private Optional<StreamName> streamOf(StreamAddressed request) {
        try {
            return Optional.of(streams.nameOf(request));
        } catch (KinesisException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<StreamName> streamOf(ConsumerAddressed request) {
        Optional<StreamArn> stream = request.consumerArn() == null
                ? Optional.ofNullable(request.streamArn()).flatMap(StreamArn::parse)
                : ConsumerArn.parse(request.consumerArn()).map(ConsumerArn::stream);
        return stream.map(StreamArn::name);
    }
}
