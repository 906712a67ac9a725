package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.v1.ShardLevelMetrics;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.message.DisableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.EnableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.EnhancedMonitoringResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Turns metrics of the single shards on and off.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html">EnableEnhancedMonitoring</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html">DisableEnhancedMonitoring</a>
 */
final class EnhancedMonitoringHandler implements OperationSubject {
    private final StreamUpdates updates;
    private final Streams streams;

    EnhancedMonitoringHandler(StreamUpdates updates, Streams streams) {
        this.updates = updates;
        this.streams = streams;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.DISABLE_ENHANCED_MONITORING, DisableEnhancedMonitoringRequest.class, this::disable),
                new OperationHandler<>(
                        Operation.ENABLE_ENHANCED_MONITORING, EnableEnhancedMonitoringRequest.class, this::enable));
    }

    Mono<KinesisResponse> enable(EnableEnhancedMonitoringRequest request) {
        return updates.make(
                        request,
                        UpdateStreamRequest.newBuilder().setEnableMetrics(metrics(request.shardLevelMetrics())))
                .map(this::respond);
    }

    Mono<KinesisResponse> disable(DisableEnhancedMonitoringRequest request) {
        return updates.make(
                        request,
                        UpdateStreamRequest.newBuilder().setDisableMetrics(metrics(request.shardLevelMetrics())))
                .map(this::respond);
    }

    private static ShardLevelMetrics metrics(List<String> names) {
        return ShardLevelMetrics.newBuilder().addAllNames(names).build();
    }

    private KinesisResponse respond(StreamUpdates.Updated updated) {
        return new EnhancedMonitoringResponse(
                streams.arnOf(updated.stream().name()),
                updated.metricsBefore(),
                updated.stream().shardLevelMetrics());
    }
}
