package dev.millrace.gateway.streams;

import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc.ConsumerRegistryStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** The instances of the consumer registry, all alike: calls go to one after the other, and past those that are away. */
public final class RegistryInstances implements AutoCloseable {
    private final List<ManagedChannel> channels;
    private final List<ConsumerRegistryStub> stubs;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param channels one to each instance */
    public RegistryInstances(List<ManagedChannel> channels) {
        this.channels = List.copyOf(channels);
        this.stubs = channels.stream().map(ConsumerRegistryGrpc::newStub).toList();
    }

    /** Makes a call at one instance; at the next if it was certainly not made there, since it could not be reached. */
    <A> Flux<A> firstThatAnswers(Function<ConsumerRegistryStub, Flux<A>> call) {
        return Flux.defer(() -> attempt(call, Math.floorMod(turn.getAndIncrement(), stubs.size()), stubs.size()));
    }

    private <A> Flux<A> attempt(Function<ConsumerRegistryStub, Flux<A>> call, int index, int left) {
        Flux<A> answer = call.apply(stubs.get(index));
        if (left == 1) {
            return answer;
        }
        return answer.switchOnFirst((first, events) -> {
            Throwable failure = first.getThrowable();
            return failure != null && isUnreachable(failure)
                    ? attempt(call, (index + 1) % stubs.size(), left - 1)
                    : events;
        });
    }

    private static boolean isUnreachable(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdown);
    }
}
