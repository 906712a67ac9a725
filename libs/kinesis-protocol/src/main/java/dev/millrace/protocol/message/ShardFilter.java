package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SHARD_ID;
import static dev.millrace.protocol.wire.Member.TYPE;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which shards ListShards is to list.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html">ShardFilter</a>
 */
public record ShardFilter(
        @Nullable String type,
        @Nullable String shardId,
        @Nullable Instant timestamp) {
    static ShardFilter read(WireReader in) {
        String type = null;
        String shardId = null;
        Instant timestamp = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case TYPE -> type = in.string();
                case SHARD_ID -> shardId = in.string();
                case TIMESTAMP -> timestamp = in.timestamp();
                default -> in.skip();
            }
        }
        return new ShardFilter(type, shardId, timestamp);
    }

    @Override
    public String type() {
        return Required.checked(type);
    }

    /** The type of a filter whose request was validated. */
    public ShardFilterType filterType() {
        return ShardFilterType.valueOf(type());
    }

    AuditedMembers audited() {
        return new AuditedMembers().with("type", type).with("shardId", shardId).with("timestamp", timestamp);
    }

    void check(Constraints constraints) {
        constraints.required(TYPE, type);
        constraints.oneOf(TYPE, type, ShardFilterType.NAMES);
        constraints.text(SHARD_ID, shardId, TextRule.NAME);
    }
}
