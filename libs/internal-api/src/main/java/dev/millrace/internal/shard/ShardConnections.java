package dev.millrace.internal.shard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.rpc.ChannelFactory;
import java.time.Duration;

/** The connections to instances of the shard service, made when first needed and closed when long unused. */
public final class ShardConnections implements AutoCloseable {
    /** Longer than any request, so that a connection in use is never closed. */
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final LoadingCache<String, ShardConnection> open;

    public ShardConnections(ChannelFactory channels) {
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .<String, ShardConnection>removalListener((address, connection, cause) -> {
                    if (connection != null) {
                        connection.close();
                    }
                })
                .build(address -> new ShardConnection(address, channels.open(ServiceName.SHARD, address)));
    }

    public ShardConnection to(String address) {
        return open.get(address);
    }

    @Override
    public void close() {
        open.invalidateAll();
    }
}
