package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.v1.ModeUpdate;
import dev.millrace.internal.metadata.v1.StreamMode;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.UpdateMaxRecordSizeRequest;
import dev.millrace.protocol.message.UpdateStreamModeRequest;
import dev.millrace.protocol.message.UpdateStreamRecordDistributionStrategyRequest;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputRequest;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputResponse;
import dev.millrace.protocol.message.WarmThroughput;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamDescription;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Changes what a stream can take: its mode, its warm throughput, the size of its records,
 * who places them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html">UpdateStreamMode</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">UpdateStreamWarmThroughput</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">UpdateMaxRecordSize</a>
 */
final class CapacityHandler implements OperationSubject {
    private final StreamUpdates updates;
    private final Streams streams;

    CapacityHandler(StreamUpdates updates, Streams streams) {
        this.updates = updates;
        this.streams = streams;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.UPDATE_MAX_RECORD_SIZE, UpdateMaxRecordSizeRequest.class, this::updateMaxRecordSize),
                new OperationHandler<>(Operation.UPDATE_STREAM_MODE, UpdateStreamModeRequest.class, this::updateMode),
                new OperationHandler<>(
                        Operation.UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY,
                        UpdateStreamRecordDistributionStrategyRequest.class,
                        this::updateDistribution),
                new OperationHandler<>(
                        Operation.UPDATE_STREAM_WARM_THROUGHPUT,
                        UpdateStreamWarmThroughputRequest.class,
                        this::updateWarmThroughput));
    }

    Mono<KinesisResponse> updateMode(UpdateStreamModeRequest request) {
        ModeUpdate.Builder mode = ModeUpdate.newBuilder()
                .setMode(StreamMode.valueOf(request.streamModeDetails().streamMode()));
        if (request.warmThroughputMiBps() != null) {
            mode.setWarmMibps(request.warmThroughputMiBps());
        }
        return updates.make(request, UpdateStreamRequest.newBuilder().setMode(mode))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> updateWarmThroughput(UpdateStreamWarmThroughputRequest request) {
        return updates.make(request, UpdateStreamRequest.newBuilder().setWarmMibps(request.warmThroughputMiBps()))
                .map(updated -> new UpdateStreamWarmThroughputResponse(
                        streams.arnOf(updated.stream().name()), warmThroughput(updated.stream())));
    }

    Mono<KinesisResponse> updateDistribution(UpdateStreamRecordDistributionStrategyRequest request) {
        boolean byService = request.recordDistributionStrategy().equals(RecordDistributionStrategy.AUTO.name());
        return updates.make(request, UpdateStreamRequest.newBuilder().setDistributedByService(byService))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> updateMaxRecordSize(UpdateMaxRecordSizeRequest request) {
        return updates.make(request, UpdateStreamRequest.newBuilder().setMaxRecordKib(request.maxRecordSizeInKiB()))
                .thenReturn(KinesisResponse.NONE);
    }

    /** What an on-demand stream is to be ready for, and is: a shard takes 1 MiB/s. */
    static WarmThroughput warmThroughput(StreamDescription stream) {
        int current = stream.shards().openCount();
        return new WarmThroughput(stream.warmMibps().orElse(current), current);
    }
}
