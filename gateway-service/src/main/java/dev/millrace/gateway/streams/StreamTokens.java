package dev.millrace.gateway.streams;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.StreamToken;
import dev.millrace.stream.StreamName;
import java.util.Optional;

/** Finds the stream that a token has in it. */
public final class StreamTokens {
    private final ShardIterators iterators;
    private final ShardListTokens shardLists;

    public StreamTokens(ShardIterators iterators, ShardListTokens shardLists) {
        this.iterators = iterators;
        this.shardLists = shardLists;
    }

    /** Empty if it is no token of ours, or an expired one: then it names nothing. */
    public Optional<StreamName> streamOf(StreamToken token) {
        try {
            return Optional.of(
                    switch (token.kind()) {
                        case SHARD_ITERATOR -> iterators.open(token.text()).name();
                        case SHARD_LIST -> shardLists.streamOf(token.text());
                    });
        } catch (KinesisException invalid) {
            return Optional.empty();
        }
    }
}
