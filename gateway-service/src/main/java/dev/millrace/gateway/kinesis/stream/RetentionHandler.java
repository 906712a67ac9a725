package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.internal.metadata.v1.UpdateStreamRequest;
import dev.millrace.protocol.message.DecreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.IncreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Changes how long a stream keeps its records, which applies at once to those that are stored.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html">DecreaseStreamRetentionPeriod</a>
 */
final class RetentionHandler implements OperationSubject {
    private final StreamUpdates updates;

    RetentionHandler(StreamUpdates updates) {
        this.updates = updates;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(
                        Operation.DECREASE_STREAM_RETENTION_PERIOD,
                        DecreaseStreamRetentionPeriodRequest.class,
                        this::decrease),
                new OperationHandler<>(
                        Operation.INCREASE_STREAM_RETENTION_PERIOD,
                        IncreaseStreamRetentionPeriodRequest.class,
                        this::increase));
    }

    Mono<KinesisResponse> increase(IncreaseStreamRetentionPeriodRequest request) {
        return updates.make(
                        request,
                        UpdateStreamRequest.newBuilder().setIncreaseRetentionHours(request.retentionPeriodHours()))
                .thenReturn(KinesisResponse.NONE);
    }

    Mono<KinesisResponse> decrease(DecreaseStreamRetentionPeriodRequest request) {
        return updates.make(
                        request,
                        UpdateStreamRequest.newBuilder().setDecreaseRetentionHours(request.retentionPeriodHours()))
                .thenReturn(KinesisResponse.NONE);
    }
}
