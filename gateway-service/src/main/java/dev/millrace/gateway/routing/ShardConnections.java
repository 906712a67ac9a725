package dev.millrace.gateway.routing;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.internal.shard.v1.ShardLogGrpc;
import io.grpc.ManagedChannel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The connections to instances of the shard service, made when first needed and closed when long unused. */
public final class ShardConnections implements AutoCloseable {
    /** Longer than any request, so that a connection in use is never closed. */
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final Function<String, ManagedChannel> channels;
    private final Supplier<EventLoop> loops;
    private final long maxAppendBytes;
    private final LoadingCache<String, Open> open;

    /**
     * @param channels opens a channel to {@code host:port}
     * @param loops gives the event loop that a connection's appends are gathered on
     * @param maxAppendBytes the records that may be on their way to one instance
     */
    public ShardConnections(Function<String, ManagedChannel> channels, Supplier<EventLoop> loops, long maxAppendBytes) {
        this.channels = channels;
        this.loops = loops;
        this.maxAppendBytes = maxAppendBytes;
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .<String, Open>removalListener((address, connection, cause) -> {
                    if (connection != null) {
                        connection.close();
                    }
                })
                .build(this::connect);
    }

    ShardConnection to(String address) {
        return open.get(address).connection;
    }

    private Open connect(String address) {
        ManagedChannel channel = channels.apply(address);
        ShardLogGrpc.ShardLogStub calls = ShardLogGrpc.newStub(channel);
        return new Open(
                channel, new ShardConnection(address, calls, new AppendStream(calls, loops.get(), maxAppendBytes)));
    }

    @Override
    public void close() {
        open.invalidateAll();
    }

    private record Open(ManagedChannel channel, ShardConnection connection) implements AutoCloseable {
        @Override
        public void close() {
            connection.appends().close();
            channel.shutdown();
        }
    }
}
