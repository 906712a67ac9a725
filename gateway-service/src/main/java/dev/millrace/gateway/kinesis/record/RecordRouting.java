package dev.millrace.gateway.kinesis.record;

import dev.millrace.gateway.streams.records.Placement.Refused;
import dev.millrace.gateway.streams.records.Placement.Stored;
import dev.millrace.gateway.streams.records.RoutableRecord;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RecordErrors;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What PutRecord and PutRecords have in common: a record's way in, and a refusal's way out. */
final class RecordRouting {
    private static final int HASH_BYTES = 16;

    private RecordRouting() {}

    /**
     * @param partitionKey absent only if the stream places records itself
     * @throws KinesisException an InvalidArgumentException if the explicit hash key is not of the hash space
     */
    static RoutableRecord routable(
            StreamDescription stream, @Nullable String partitionKey, @Nullable String explicitHashKey, byte[] data) {
        if (stream.placesRecordsItself() || partitionKey == null) {
            return placedAnywhere(partitionKey, data);
        }
        byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
        HashKey hash = explicitHashKey == null
                ? HashKey.ofPartitionKey(key)
                : HashKey.parse(explicitHashKey)
                        .orElseThrow(() -> RecordErrors.explicitHashKeyOutOfRange(explicitHashKey));
        return new RoutableRecord(key, data, hash);
    }

    /** Readers find the key that was given or, since they count on there being one, a made-up one. */
    private static RoutableRecord placedAnywhere(@Nullable String partitionKey, byte[] data) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID place = new UUID(random.nextLong(), random.nextLong());
        ByteBuffer hash = ByteBuffer.allocate(HASH_BYTES)
                .putLong(place.getMostSignificantBits())
                .putLong(place.getLeastSignificantBits())
                .flip();
        String key = partitionKey == null ? place.toString() : partitionKey;
        return new RoutableRecord(key.getBytes(StandardCharsets.UTF_8), data, HashKey.fromBytes(hash));
    }

    static EncryptionType encryptionOf(Stored stored) {
        return stored.encrypted() ? EncryptionType.KMS : EncryptionType.NONE;
    }

    static KinesisException toError(Refused refused, StreamName stream, String account) {
        return switch (refused.reason()) {
            case THROTTLED -> ShardErrors.rateExceeded(refused.shard(), stream, account);
            case STREAM_GONE -> StreamErrors.notFound(stream, account);
            case ORDERING_VIOLATED, FAILED -> RequestErrors.internalFailure();
        };
    }
}
