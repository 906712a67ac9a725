package dev.millrace.gateway.streams;

import dev.millrace.protocol.message.StreamToken;
import dev.millrace.stream.StreamName;

/** Finds the stream that a token has in it. */
public final class StreamTokens {
    private final ShardIterators iterators;
    private final ShardListTokens shardLists;

    public StreamTokens(ShardIterators iterators, ShardListTokens shardLists) {
        this.iterators = iterators;
        this.shardLists = shardLists;
    }

    /** @throws dev.millrace.protocol.error.KinesisException if it is no token of ours, or an expired one */
    public StreamName streamOf(StreamToken token) {
        return switch (token.kind()) {
            case SHARD_ITERATOR -> iterators.open(token.text()).name();
            case SHARD_LIST -> shardLists.streamOf(token.text());
        };
    }
}
