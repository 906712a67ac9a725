package dev.millrace.metadata.grpc;

import com.google.protobuf.ByteString;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.v1.CreateStreamRequest;
import dev.millrace.internal.metadata.v1.ListStreamsRequest;
import dev.millrace.metadata.stream.RequestedStream;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import io.grpc.Status;
import java.util.Optional;
import java.util.OptionalInt;

/** Messages as domain values. What a correct caller never sends is INVALID_ARGUMENT. */
public final class CatalogRequests {
    private static final int MOST_PER_PAGE = 1_000;

    private CatalogRequests() {}

    static RequestedStream newStream(CreateStreamRequest request) {
        return new RequestedStream(
                streamName(request.getName()),
                streamMode(request.getMode()),
                request.hasShardCount() ? OptionalInt.of(request.getShardCount()) : OptionalInt.empty(),
                request.hasMaxRecordKib() ? OptionalInt.of(request.getMaxRecordKib()) : OptionalInt.empty(),
                request.getTagsMap(),
                request.hasWarmMibps() ? OptionalInt.of(request.getWarmMibps()) : OptionalInt.empty(),
                distribution(request.getDistributedByService()));
    }

    static StreamMode streamMode(dev.millrace.internal.metadata.v1.StreamMode mode) {
        return switch (mode) {
            case ON_DEMAND -> StreamMode.ON_DEMAND;
            case PROVISIONED, STREAM_MODE_UNSPECIFIED -> StreamMode.PROVISIONED;
            case UNRECOGNIZED -> throw unusable("an unknown stream mode");
        };
    }

    static RecordDistributionStrategy distribution(boolean byService) {
        return byService ? RecordDistributionStrategy.AUTO : RecordDistributionStrategy.USER_PARTITION_KEY;
    }

    public static StreamName streamName(String name) {
        if (!StreamName.isLegal(name)) {
            throw unusable("not a stream name");
        }
        return new StreamName(name);
    }

    static StreamId streamId(ByteString id) {
        if (id.size() != 16) {
            throw unusable("not a stream id");
        }
        return StreamMessages.toStreamId(id);
    }

    static Optional<StreamName> after(ListStreamsRequest request) {
        return request.getAfterName().isEmpty() ? Optional.empty() : Optional.of(streamName(request.getAfterName()));
    }

    static int pageSize(ListStreamsRequest request) {
        if (request.getLimit() < 1) {
            throw unusable("a page of less than one stream");
        }
        return Math.min(request.getLimit(), MOST_PER_PAGE);
    }

    static RuntimeException unusable(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }
}
