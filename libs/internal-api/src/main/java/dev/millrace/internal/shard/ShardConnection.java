package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.ShardLogGrpc;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;

/** The connection to one instance of the shard service. */
public final class ShardConnection implements AutoCloseable {
    private final String address;
    private final ManagedChannel channel;
    private final ShardLogStub calls;
    private final List<Runnable> onClose = new ArrayList<>();
    private boolean closed;

    ShardConnection(String address, ManagedChannel channel) {
        this.address = address;
        this.channel = channel;
        this.calls = ShardLogGrpc.newStub(channel);
    }

    public String address() {
        return address;
    }

    public ShardLogStub calls() {
        return calls;
    }

    /** Ends the channel's own pause between attempts to connect, which grows to minutes while an instance is away. */
    void tryAgainNow() {
        channel.resetConnectBackoff();
    }

    /** Runs a task before the connection is closed, or at once when it is. */
    public void onClose(Runnable task) {
        synchronized (this) {
            if (!closed) {
                onClose.add(task);
                return;
            }
        }
        task.run();
    }

    @Override
    public void close() {
        List<Runnable> tasks;
        synchronized (this) {
            closed = true;
            tasks = List.copyOf(onClose);
            onClose.clear();
        }
        tasks.forEach(Runnable::run);
        channel.shutdown();
    }
}
