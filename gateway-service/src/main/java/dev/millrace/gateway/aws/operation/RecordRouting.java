package dev.millrace.gateway.aws.operation;

import dev.millrace.gateway.routing.Placement.Refused;
import dev.millrace.gateway.routing.RoutableRecord;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RecordErrors;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.StreamName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What PutRecord and PutRecords have in common: a record's way in, and a refusal's way out. */
final class RecordRouting {
    private RecordRouting() {}

    /** @throws KinesisException an InvalidArgumentException if the explicit hash key is not of the hash space */
    static RoutableRecord routable(String partitionKey, @Nullable String explicitHashKey, byte[] data) {
        byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
        HashKey hash = explicitHashKey == null
                ? HashKey.ofPartitionKey(key)
                : HashKey.parse(explicitHashKey)
                        .orElseThrow(() -> RecordErrors.explicitHashKeyOutOfRange(explicitHashKey));
        return new RoutableRecord(key, data, hash);
    }

    static KinesisException toError(Refused refused, StreamName stream, String account) {
        return switch (refused.reason()) {
            case THROTTLED -> ShardErrors.rateExceeded(refused.shard(), stream, account);
            case STREAM_GONE -> StreamErrors.notFound(stream, account);
            case ORDERING_VIOLATED, FAILED -> RequestErrors.internalFailure();
        };
    }
}
