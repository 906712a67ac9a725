package dev.millrace.gateway.kinesis.record;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.RecordRouter;
import dev.millrace.gateway.streams.records.ShardReads;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the operations on records. */
@Configuration(proxyBeanMethods = false)
public class RecordOperationsConfiguration {
    @Bean
    OperationSubject recordOperations(
            Streams streams,
            RecordRouter router,
            ShardReads reads,
            ShardIterators iterators,
            CallLimits limits,
            SharedBudget responseBudget,
            RecordKeys keys,
            Clock clock) {
        return OperationSubject.of(
                new GetRecordsHandler(streams, reads, iterators, responseBudget, keys, limits),
                new GetShardIteratorHandler(streams, reads, iterators, limits, clock),
                new PutRecordHandler(streams, router, keys, limits, clock),
                new PutRecordsHandler(streams, router, keys, limits));
    }
}
