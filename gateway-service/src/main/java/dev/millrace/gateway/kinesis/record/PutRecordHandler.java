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
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RecordErrors;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.PutRecordRequest;
import dev.millrace.protocol.message.PutRecordResponse;
import dev.millrace.protocol.message.RecordLimits;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Puts one record.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
final class PutRecordHandler implements OperationSubject {
    private final Streams streams;
    private final RecordRouter router;
    private final RecordKeys keys;
    private final CallLimits limits;
    private final Clock clock;

    PutRecordHandler(Streams streams, RecordRouter router, RecordKeys keys, CallLimits limits, Clock clock) {
        this.streams = streams;
        this.router = router;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.PUT_RECORD, PutRecordRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(PutRecordRequest request) {
        return streams.serving(streams.nameOf(request)).flatMap(stream -> put(request, stream));
    }

    private Mono<KinesisResponse> put(PutRecordRequest request, StreamDescription stream) {
        RecordLimits.check(request, stream.maxRecordBytes(), !stream.placesRecordsItself());
        RoutableRecord record =
                RecordRouting.routable(stream, request.partitionKey(), request.explicitHashKey(), request.data());
        long afterIndex = afterIndex(request, stream, stream.shards().openShardOf(record.hash()));
        limits.endTrial(request, stream.name());
        return keys.writing(stream, router.put(stream, List.of(record), afterIndex))
                .map(placements -> respond(request, stream, placements.get(0)));
    }

    /** The index that the new one must be larger than; 0 when the request has no such wish. */
    private long afterIndex(PutRecordRequest request, StreamDescription stream, Shard shard) {
        String wish = request.sequenceNumberForOrdering();
        if (wish == null || wish.equals("0")) {
            return 0;
        }
        Optional<SequenceNumber> number = SequenceNumber.parse(wish);
        if (number.isEmpty()
                || number.get().second() > clock.instant().getEpochSecond()
                || number.get().shardCreatedSecond() > shard.createdAt().getEpochSecond()) {
            throw orderingInvalid(wish, stream);
        }
        // A number of an older shard precedes whatever this one will give: of the parent, or of a former life of the
        // stream.
        boolean ofThisShard = number.get().shardIndex() == shard.index()
                && number.get().shardCreatedSecond() == shard.createdAt().getEpochSecond();
        return ofThisShard ? number.get().recordIndex() : 0;
    }

    private KinesisResponse respond(PutRecordRequest request, StreamDescription stream, Placement placement) {
        if (placement instanceof Stored stored) {
            return new PutRecordResponse(
                    stored.shard().id(), stored.sequenceNumber().toString(), RecordRouting.encryptionOf(stored));
        }
        if (placement instanceof KeyUnusable unusable) {
            throw unusable.error();
        }
        Refused refused = (Refused) placement;
        String wish = request.sequenceNumberForOrdering();
        throw refused.reason() == Placement.Reason.ORDERING_VIOLATED && wish != null
                ? orderingInvalid(wish, stream)
                : RecordRouting.toError(refused, stream.name(), streams.account());
    }

    private KinesisException orderingInvalid(String wish, StreamDescription stream) {
        return RecordErrors.sequenceNumberForOrderingInvalid(wish, stream.name(), streams.account());
    }
}
