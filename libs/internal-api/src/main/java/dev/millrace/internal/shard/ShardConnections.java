package dev.millrace.internal.shard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.function.Function;

/** The connections to instances of the shard service, made when first needed and closed when long unused. */
public final class ShardConnections implements AutoCloseable {
    /** Longer than any request, so that a connection in use is never closed. */
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final LoadingCache<String, ShardConnection> open;

    /** @param channels opens a channel to {@code host:port} */
    public ShardConnections(Function<String, ManagedChannel> channels) {
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .<String, ShardConnection>removalListener((address, connection, cause) -> {
                    if (connection != null) {
                        connection.close();
                    }
                })
                .build(address -> new ShardConnection(address, channels.apply(address)));
    }

    public ShardConnection to(String address) {
        return open.get(address);
    }

    @Override
    public void close() {
        open.invalidateAll();
    }
}
