package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.ShardListTokens;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.Decoded;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.stream.StreamId;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class OperationDispatchTest {
    private static final String SECRET = "a secret of at least thirty-two characters";
    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    /** What names it to any operation. */
    private static final String ORDERS =
            "{\"StreamName\":\"orders\",\"StreamARN\":\"" + STREAM_ARN + "\",\"ResourceARN\":\"" + STREAM_ARN + "\"}";

    private static final String RATE_OF_ORDERS = "Rate exceeded for stream orders under account 000000000000.";

    private final ManagedChannel nowhere =
            InProcessChannelBuilder.forName("nowhere").build();
    private final Streams streams = new Streams(new StreamMirror(nowhere), "us-east-1", "000000000000");
    private final ShardListTokens shardLists = new ShardListTokens(SECRET, Clock.systemUTC());
    private final StreamTokens tokens = new StreamTokens(new ShardIterators(SECRET, Clock.systemUTC()), shardLists);
    private final List<Operation> performed = new ArrayList<>();

    @AfterEach
    void close() {
        nowhere.shutdownNow();
    }

    @Test
    void eachOperationIsPerformedByWhatIsThereForIt() {
        OperationDispatch dispatch = dispatch(handlers());
        for (Operation operation : Operation.values()) {
            dispatch.perform(request(operation, ORDERS));
        }

        assertThat(performed).containsExactly(Operation.values());
    }

    @ParameterizedTest
    @EnumSource
    void oneThatNothingPerformsIsNoticedAtTheStart(Operation forgotten) {
        List<OperationHandler<?>> handlers = handlers();
        handlers.removeIf(handler -> handler.operation() == forgotten);

        assertThatThrownBy(() -> dispatch(handlers)).hasMessage("nothing performs [" + forgotten + "]");
    }

    @Test
    void oneThatTwoPerformIsNoticedAtTheStart() {
        List<OperationHandler<?>> handlers = handlers();
        handlers.add(handler(Operation.LIST_STREAMS));

        assertThatThrownBy(() -> dispatch(handlers)).hasMessage("there are two that perform LIST_STREAMS");
    }

    private static Stream<Operation> limited() {
        return Stream.of(Operation.values())
                .filter(operation -> operation.callRate().isLimited());
    }

    @ParameterizedTest
    @MethodSource("limited")
    void nothingIsPerformedMoreOftenThanItsRate(Operation operation) {
        OperationDispatch dispatch = dispatch(handlers());
        dispatch.perform(request(operation, ORDERS));

        assertThatThrownBy(() -> dispatch.perform(request(operation, ORDERS)))
                .isInstanceOf(KinesisException.class)
                .hasMessageStartingWith("Rate exceeded");
        assertThat(performed).containsExactly(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListShards {'StreamName':'orders'}",
                "ListShards {'StreamARN':'STREAM'}",
                "ListShards {'NextToken':'TOKEN'}",
                "ListStreamConsumers {'StreamARN':'STREAM'}",
                "DescribeStreamConsumer {'StreamARN':'STREAM','ConsumerName':'page'}",
                "DescribeStreamConsumer {'ConsumerARN':'STREAM/consumer/page:1700000000'}",
                "DeregisterStreamConsumer {'ConsumerARN':'STREAM/consumer/page:1700000000'}",
                "DescribeStream {'StreamName':'orders'}",
                "CreateStream {'StreamName':'orders'}"
            })
    void theStreamIsNamedHoweverTheRequestNamesIt(String call) {
        String position = StreamId.random() + " orders shardId-000000000000 AT_LATEST";
        String[] parts = call.replace("STREAM", STREAM_ARN)
                .replace("TOKEN", shardLists.issue(position))
                .replace('\'', '"')
                .split(" ", 2);
        KinesisRequest request = request(Operation.find(parts[0]).orElseThrow(), parts[1]);
        OperationDispatch dispatch = dispatch(handlers());
        dispatch.perform(request);

        assertThatThrownBy(() -> dispatch.perform(request)).hasMessage(RATE_OF_ORDERS);
    }

    private OperationDispatch dispatch(List<OperationHandler<?>> handlers) {
        Map<String, Integer> once = limited().collect(Collectors.toMap(Operation::wireName, operation -> 1));
        CallLimits limits = CallLimits.of(once, "000000000000", () -> 0);
        return new OperationDispatch(List.of(() -> handlers), limits, streams, tokens);
    }

    private List<OperationHandler<?>> handlers() {
        return Stream.of(Operation.values()).map(this::handler).collect(Collectors.toCollection(ArrayList::new));
    }

    private OperationHandler<?> handler(Operation operation) {
        Function<KinesisRequest, Mono<KinesisResponse>> call = request -> {
            performed.add(operation);
            return Mono.just(KinesisResponse.NONE);
        };
        return new OperationHandler<>(operation, KinesisRequest.class, call);
    }

    private static KinesisRequest request(Operation operation, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Decoded decoded = RequestDecoder.decode(operation, WireFormat.JSON, body, 0, body.length);
        return ((Decoded.Typed) decoded).request();
    }
}
