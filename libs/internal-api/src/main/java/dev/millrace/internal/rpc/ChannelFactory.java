package dev.millrace.internal.rpc;

import dev.millrace.internal.auth.ServiceName;
import io.grpc.ManagedChannel;

/** How one service reaches another: over the network, or within the process when both run in one. */
@FunctionalInterface
public interface ChannelFactory {
    /**
     * A channel that connects when it is first used. Its callbacks must not block.
     *
     * @param callee that must be at its other end
     * @param address {@code host:port}, or a target that gRPC resolves, such as {@code dns:///host:port}
     */
    ManagedChannel open(ServiceName callee, String address);
}
