package dev.millrace.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShardOwnersTest {
    private static final ShardKey SHARD = new ShardKey(new StreamId(new UUID(1, 2)), 3);

    private final List<String> triedAgain = new ArrayList<>();
    private final ShardOwners owners =
            new ShardOwners(new ShardConnections((callee, address) -> new Channel(address)), List.of("one:1"));

    @Test
    void anOwnerThatWasAwayIsConnectedToAsSoonAsItIsNamedAgain() {
        owners.learn(SHARD, "one:1");
        owners.learn(SHARD, "other:2");
        owners.learn(SHARD, "one:1");

        assertThat(triedAgain).containsExactly("one:1", "other:2", "one:1");
    }

    @Test
    void anOwnerThatStaysIsLeftAlone() {
        owners.learn(SHARD, "one:1");
        owners.learn(SHARD, "one:1");

        assertThat(triedAgain).containsExactly("one:1");
    }

    /** Notes when it is to connect without a pause. */
    private final class Channel extends ManagedChannel {
        private final String address;

        Channel(String address) {
            this.address = address;
        }

        @Override
        public void resetConnectBackoff() {
            triedAgain.add(address);
        }

        @Override
        public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String authority() {
            return address;
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
