package dev.millrace.gateway.kinesis.record;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.Placement;
import dev.millrace.gateway.streams.records.Placement.KeyUnusable;
import dev.millrace.gateway.streams.records.Placement.Refused;
import dev.millrace.gateway.streams.records.Placement.Stored;
import dev.millrace.gateway.streams.records.RecordRouter;
import dev.millrace.gateway.streams.records.RoutableRecord;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.PutRecordsEntry;
import dev.millrace.protocol.message.PutRecordsRequest;
import dev.millrace.protocol.message.PutRecordsResponse;
import dev.millrace.protocol.message.PutRecordsResult;
import dev.millrace.protocol.message.RecordLimits;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.StreamDescription;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Puts up to 500 records, each of which succeeds or fails on its own once the whole request is known to be valid.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
final class PutRecordsHandler implements OperationSubject {
    private final Streams streams;
    private final RecordRouter router;
    private final RecordKeys keys;
    private final CallLimits limits;

    PutRecordsHandler(Streams streams, RecordRouter router, RecordKeys keys, CallLimits limits) {
        this.streams = streams;
        this.router = router;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.PUT_RECORDS, PutRecordsRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(PutRecordsRequest request) {
        return streams.serving(streams.nameOf(request)).flatMap(stream -> put(request, stream));
    }

    private Mono<KinesisResponse> put(PutRecordsRequest request, StreamDescription stream) {
        RecordLimits.check(request, stream.maxRecordBytes(), !stream.placesRecordsItself());
        List<RoutableRecord> records = new ArrayList<>(request.records().size());
        for (PutRecordsEntry entry : request.records()) {
            records.add(RecordRouting.routable(stream, entry.partitionKey(), entry.explicitHashKey(), entry.data()));
        }
        limits.endTrial(request, stream.name());
        return keys.writing(stream, router.put(stream, records, 0)).map(placements -> respond(stream, placements));
    }

    private KinesisResponse respond(StreamDescription stream, List<Placement> placements) {
        List<PutRecordsResult> results = new ArrayList<>(placements.size());
        EncryptionType encryption = EncryptionType.NONE;
        for (Placement placement : placements) {
            if (placement instanceof KeyUnusable unusable) {
                throw unusable.error();
            }
            if (placement instanceof Stored stored && stored.encrypted()) {
                encryption = EncryptionType.KMS;
            }
            results.add(result(stream, placement));
        }
        return new PutRecordsResponse(results, encryption);
    }

    private PutRecordsResult result(StreamDescription stream, Placement placement) {
        if (placement instanceof Stored stored) {
            return new PutRecordsResult.Stored(
                    stored.sequenceNumber().toString(), stored.shard().id());
        }
        return PutRecordsResult.Failed.of(RecordRouting.toError((Refused) placement, stream.name(), streams.account()));
    }
}
