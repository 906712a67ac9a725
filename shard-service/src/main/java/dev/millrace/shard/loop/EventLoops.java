package dev.millrace.shard.loop;

import dev.millrace.stream.ShardKey;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loops of this process: a few for the shards, each shard pinned to one, and one for the instance itself. */
public final class EventLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

    private final DefaultEventLoopGroup group;
    private final List<ShardLoop> shardLoops = new ArrayList<>();
    private final ShardLoop instanceLoop;

    /** @param shardLoopCount at least 1 */
    public EventLoops(int shardLoopCount) {
        this.group = new DefaultEventLoopGroup(shardLoopCount + 1, new DefaultThreadFactory("shard-loop", true));
        this.instanceLoop = new ExecutorLoop(group.next());
        for (int i = 0; i < shardLoopCount; i++) {
            shardLoops.add(new ExecutorLoop(group.next()));
        }
    }

    public ShardLoop instanceLoop() {
        return instanceLoop;
    }

    /** The same loop for a shard each time. */
    public ShardLoop of(ShardKey key) {
        return shardLoops.get(Math.floorMod(key.hashCode(), shardLoops.size()));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private record ExecutorLoop(EventExecutor executor) implements ShardLoop {
        @Override
        public void execute(Runnable task) {
            try {
                executor.execute(() -> run(task));
            } catch (RejectedExecutionException e) {
                if (!executor.isShuttingDown()) {
                    throw e;
                }
                // The process is going down: whoever waits sees its connection end.
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void schedule(Duration delay, Runnable task) {
            if (!executor.isShuttingDown()) {
                executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        /** Netty ends a loop with a task that fails, and its shards would stand still for as long as the process lives. */
        private static void run(Runnable task) {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("A task of a shard loop failed", e);
            }
        }
    }
}
