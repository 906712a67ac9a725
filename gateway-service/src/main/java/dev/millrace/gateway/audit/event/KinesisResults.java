package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.Consumer;
import dev.millrace.protocol.message.EnhancedMonitoringResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.PutRecordResponse;
import dev.millrace.protocol.message.PutRecordsResponse;
import dev.millrace.protocol.message.RegisterStreamConsumerResponse;
import dev.millrace.protocol.message.UpdateShardCountResponse;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputResponse;
import java.util.Optional;

/** What an event tells of an answer: what a change came to. Of reads nothing is recorded. */
public final class KinesisResults {
    private KinesisResults() {}

    public static Optional<Parameters> of(KinesisResponse response) {
        Parameters told = new Parameters();
        if (response instanceof RegisterStreamConsumerResponse registered) {
            told.with("consumer", consumer(registered.consumer()));
        } else if (response instanceof UpdateShardCountResponse updated) {
            told.with("streamARN", updated.streamArn().toString())
                    .with("currentShardCount", updated.currentShardCount())
                    .with("targetShardCount", updated.targetShardCount());
        } else if (response instanceof EnhancedMonitoringResponse changed) {
            told.with("streamARN", changed.streamArn().toString())
                    .with("currentShardLevelMetrics", changed.current())
                    .with("desiredShardLevelMetrics", changed.desired());
        } else if (response instanceof UpdateStreamWarmThroughputResponse updated) {
            told.with("streamARN", updated.streamArn().toString());
        } else if (response instanceof PutRecordResponse put) {
            told.with("shardId", put.shardId().toString())
                    .with("sequenceNumber", put.sequenceNumber())
                    .with("encryptionType", put.encryption());
        } else if (response instanceof PutRecordsResponse put) {
            told.with("failedRecordCount", put.failedRecordCount()).with("encryptionType", put.encryption());
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    private static Parameters consumer(Consumer consumer) {
        return new Parameters()
                .with("consumerName", consumer.name())
                .with("consumerARN", consumer.arn())
                .with("consumerStatus", consumer.status());
    }
}
