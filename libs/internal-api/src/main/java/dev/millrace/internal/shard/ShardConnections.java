package dev.millrace.internal.shard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.rpc.ChannelFactory;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections to instances of the shard service, made when first needed and closed when long unused. */
public final class ShardConnections implements AutoCloseable {
    /** Longer than any request, so that a connection in use is never closed. */
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final LoadingCache<String, ShardConnection> open;

    /** Connections that are not used for appends. */
    public ShardConnections(ChannelFactory channels) {
        this(channels, null);
    }

    /**
     * Connections that are used for appends as well.
     *
     * @param loops gives the event loop that a connection's appends are gathered on
     * @param maxAppendBytes the records that may be on their way to one instance
     */
    public ShardConnections(ChannelFactory channels, Supplier<EventLoop> loops, long maxAppendBytes) {
        this(channels, calls -> new AppendStream(calls, loops.get(), maxAppendBytes));
    }

    private ShardConnections(ChannelFactory channels, @Nullable Function<ShardLogStub, AppendStream> appends) {
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .<String, ShardConnection>removalListener((address, connection, cause) -> {
                    if (connection != null) {
                        connection.close();
                    }
                })
                .build(address -> new ShardConnection(address, channels.open(ServiceName.SHARD, address), appends));
    }

    public ShardConnection to(String address) {
        return open.get(address);
    }

    @Override
    public void close() {
        open.invalidateAll();
    }
}
