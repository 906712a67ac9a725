package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.internal.metadata.v1.StreamMode;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.CreateStreamRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.RecordDistributionStrategy;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Creates a stream, which becomes ACTIVE by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
final class CreateStreamHandler implements OperationSubject {
    private final StreamCatalogCalls catalog;

    CreateStreamHandler(StreamCatalogCalls catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.CREATE_STREAM, CreateStreamRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(CreateStreamRequest request) {
        StreamMode mode = mode(request);
        if (mode == StreamMode.PROVISIONED && request.shardCount() == null) {
            throw StreamErrors.shardCountNeeded();
        }
        var message = dev.millrace.internal.metadata.v1.CreateStreamRequest.newBuilder()
                .setName(request.streamName())
                .setMode(mode);
        if (request.shardCount() != null) {
            message.setShardCount(request.shardCount());
        }
        if (request.maxRecordSizeInKiB() != null) {
            message.setMaxRecordKib(request.maxRecordSizeInKiB());
        }
        if (request.warmThroughputMiBps() != null) {
            message.setWarmMibps(request.warmThroughputMiBps());
        }
        message.setDistributedByService(
                RecordDistributionStrategy.AUTO.name().equals(request.recordDistributionStrategy()));
        if (request.tags() != null) {
            message.putAllTags(request.tags());
        }
        return catalog.create(message.build()).thenReturn(KinesisResponse.NONE);
    }

    /** Who says neither how many shards nor which mode gets a stream that scales by itself. */
    private static StreamMode mode(CreateStreamRequest request) {
        if (request.streamModeDetails() != null) {
            return StreamMode.valueOf(request.streamModeDetails().streamMode());
        }
        return request.shardCount() == null ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED;
    }
}
