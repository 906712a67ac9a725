package dev.millrace.shard.grpc;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.shard.ShardRefusal;
import dev.millrace.shard.lease.OwnedShard;
import dev.millrace.shard.lease.ShardHost;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** From a request's shard to the owned shard: it must exist, and this instance must own it or be the one to. */
final class ShardAccess {
    private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(5);

    private final StreamMirror streams;
    private final ShardHost host;
    private final Function<ShardKey, ShardLoop> loops;

    ShardAccess(StreamMirror streams, ShardHost host, Function<ShardKey, ShardLoop> loops) {
        this.streams = streams;
        this.host = host;
        this.loops = loops;
    }

    ShardLoop loopOf(ShardKey key) {
        return loops.apply(key);
    }

    Optional<Shard> find(ShardKey key) {
        return streams.find(key.stream())
                .filter(StreamDescription::servesData)
                .flatMap(stream -> stream.shards().find(key.shard()));
    }

    void use(ShardKey key, Consumer<OwnedShard> use, Consumer<ShardRefusal> refuse) {
        if (find(key).isPresent()) {
            host.use(key, use, refuse);
            return;
        }
        // Created a moment ago, or gone: the metadata service knows.
        streams.refresh(key.stream())
                .timeout(REFRESH_DEADLINE)
                .subscribe(found -> {}, failure -> refuse.accept(new ShardRefusal(Refusal.UNAVAILABLE)), () -> {
                    if (find(key).isPresent()) {
                        host.use(key, use, refuse);
                    } else {
                        refuse.accept(new ShardRefusal(Refusal.UNKNOWN_SHARD));
                    }
                });
    }
}
