package dev.millrace.gateway.kinesis.shard;

import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.util.UUID;

/** Where a list of shards goes on; its text is sealed into the next token. */
record ShardListPosition(StreamId stream, StreamName name, String afterShardId, ShardSelection selection) {
    static ShardListPosition parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 4) {
            throw IteratorErrors.invalidNextToken();
        }
        return new ShardListPosition(
                new StreamId(UUID.fromString(parts[0])),
                new StreamName(parts[1]),
                parts[2],
                ShardSelection.parse(parts[3]));
    }

    @Override
    public String toString() {
        return stream + " " + name + " " + afterShardId + " " + selection;
    }
}
