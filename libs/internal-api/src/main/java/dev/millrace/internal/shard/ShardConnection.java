package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.ShardLogGrpc;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;
import io.grpc.ManagedChannel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connection to one instance of the shard service. */
public final class ShardConnection implements AutoCloseable {
    private final String address;
    private final ManagedChannel channel;
    private final ShardLogStub calls;
    private final @Nullable AppendStream appends;

    /** @param appends carries appends over a connection; null for one that is not used for any */
    ShardConnection(String address, ManagedChannel channel, @Nullable Function<ShardLogStub, AppendStream> appends) {
        this.address = address;
        this.channel = channel;
        this.calls = ShardLogGrpc.newStub(channel);
        this.appends = appends == null ? null : appends.apply(calls);
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

    AppendStream appends() {
        if (appends == null) {
            throw new IllegalStateException("this connection is not for appends");
        }
        return appends;
    }

    @Override
    public void close() {
        if (appends != null) {
            appends.close();
        }
        channel.shutdown();
    }
}
