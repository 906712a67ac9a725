package dev.millrace.gateway.streams.records;

import dev.millrace.internal.shard.ShardConnection;
import dev.millrace.internal.shard.ShardConnections;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The append streams to instances of the shard service: one for each connection, ending with it. */
public final class AppendStreams {
    private final ShardConnections connections;
    private final Supplier<EventLoop> loops;
    private final long maxBytes;
    private final Map<ShardConnection, AppendStream> streams = new ConcurrentHashMap<>();

    /**
     * @param loops gives the event loop that a connection's appends are gathered on
     * @param maxBytes the records that may be on their way to one instance
     */
    public AppendStreams(ShardConnections connections, Supplier<EventLoop> loops, long maxBytes) {
        this.connections = connections;
        this.loops = loops;
        this.maxBytes = maxBytes;
    }

    AppendStream to(String address) {
        ShardConnection connection = connections.to(address);
        AppendStream stream = streams.get(connection);
        return stream != null ? stream : begin(connection);
    }

    private AppendStream begin(ShardConnection connection) {
        AppendStream stream = streams.computeIfAbsent(
                connection, unused -> new AppendStream(connection.calls(), loops.get(), maxBytes));
        connection.onClose(() -> {
            if (streams.remove(connection, stream)) {
                stream.close();
            }
        });
        return stream;
    }
}
