package dev.millrace.consumers.subscription;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.internal.consumer.v1.ConsumerRegistryGrpc;
import dev.millrace.internal.consumer.v1.EndSubscriptionReply;
import dev.millrace.internal.consumer.v1.EndSubscriptionRequest;
import dev.millrace.internal.rpc.UnaryCall;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The other instances of this service. */
public final class Peers implements AutoCloseable {
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final LoadingCache<String, ManagedChannel> channels;
    private final Duration deadline;

    /** @param channels opens a channel to {@code host:port} */
    public Peers(Function<String, ManagedChannel> channels, Duration deadline) {
        this.channels = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .<String, ManagedChannel>removalListener((address, channel, cause) -> {
                    if (channel != null) {
                        channel.shutdown();
                    }
                })
                .build(channels::apply);
        this.deadline = deadline;
    }

    Mono<Void> end(String address, EndSubscriptionRequest request) {
        return Mono.defer(() -> UnaryCall.<EndSubscriptionRequest, EndSubscriptionReply>of(
                        ConsumerRegistryGrpc.newStub(channels.get(address))
                                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)::endSubscription,
                        request))
                .then();
    }

    @Override
    public void close() {
        channels.invalidateAll();
    }
}
