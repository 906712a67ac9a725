package dev.millrace.gateway.streams.records;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.MemoryShards;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.stream.StreamDescription;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real routing classes between in-process servers that keep the other services' contracts in memory. */
final class RoutingFixture implements AutoCloseable {
    final MemoryCatalog catalog = new MemoryCatalog();
    final MemoryShards shards;
    final MemoryShards otherShards;
    final ShardConnections connections;
    final ShardOwners owners;
    final Streams streams;
    final RecordRouter router;
    final ShardReads reads;

    private final String name = "routing-" + System.nanoTime();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final StreamMirror mirror;

    RoutingFixture(Duration timeout, long maxAppendBytes) {
        shards = new MemoryShards(name + "-first");
        otherShards = new MemoryShards(name + "-second");
        serve(name + "-catalog", catalog);
        serve(shards.address(), shards);
        serve(otherShards.address(), otherShards);
        mirror = new StreamMirror(open(name + "-catalog"));
        mirror.start();
        streams = new Streams(mirror, "us-east-1", "000000000000");
        EventLoop loop = loops.next();
        connections = new ShardConnections((callee, address) -> open(address), () -> loop, maxAppendBytes);
        owners = new ShardOwners(connections, List.of(shards.address(), otherShards.address()));
        ShardClient client = new ShardClient(owners, connections);
        router = new RecordRouter(streams, client, timeout);
        reads = new ShardReads(streams, client, timeout, "000000000000");
    }

    RoutingFixture() {
        this(Duration.ofSeconds(20), 1024 * 1024);
    }

    StreamDescription create(String streamName, int shardCount) {
        StreamDescription stream = MemoryCatalog.stream(streamName, shardCount);
        catalog.put(stream);
        return stream;
    }

    void stop(MemoryShards instance) {
        Server server = servers.get(instance.address());
        if (server != null) {
            server.shutdownNow();
        }
    }

    private void serve(String address, BindableService service) {
        try {
            servers.put(
                    address,
                    InProcessServerBuilder.forName(address)
                            .addService(service)
                            .build()
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ManagedChannel open(String address) {
        ManagedChannel channel = InProcessChannelBuilder.forName(address).build();
        channels.add(channel);
        return channel;
    }

    private static void awaitEnd(ManagedChannel channel) {
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        mirror.close();
        connections.close();
        channels.forEach(ManagedChannel::shutdownNow);
        servers.values().forEach(Server::shutdownNow);
        channels.forEach(RoutingFixture::awaitEnd);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
