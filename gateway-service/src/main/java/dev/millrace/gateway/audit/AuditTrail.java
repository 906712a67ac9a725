package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditEvent;
import dev.millrace.gateway.audit.event.AuditEvent.Asked;
import dev.millrace.gateway.audit.event.AuditEvent.Outcome;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.AuditedResource;
import dev.millrace.gateway.audit.event.KinesisResources;
import dev.millrace.gateway.audit.event.UserIdentity;
import dev.millrace.gateway.audit.sink.RecordedEvent;
import dev.millrace.gateway.audit.sink.Reservation;
import dev.millrace.gateway.audit.sink.Sinks;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Records calls. Every face begins one here before it does anything for a caller, and ends it with the answer. An event is
 * made on the thread that ends its call, and kept as the bytes that it is written as, so that what waits is exactly bounded.
 */
public final class AuditTrail {
    /** What the events are of that each tell of many calls. */
    private static final AuditedOperation UNKNOWN_SENDERS =
            new AuditedOperation("millrace.amazonaws.com", "UnknownSenders", true, true);

    private static final String SUMMED_UP = "Calls of unknown senders that left no event of their own";

    private final DataEvents dataEvents;
    private final KinesisResources resources;
    private final CallerIdentities callers;
    private final Sinks sinks;
    private final String region;
    private final Clock clock;
    private final StrangerLimit strangers;

    AuditTrail(
            DataEvents dataEvents,
            KinesisResources resources,
            CallerIdentities callers,
            Sinks sinks,
            String region,
            Clock clock) {
        this.dataEvents = dataEvents;
        this.resources = resources;
        this.callers = callers;
        this.sinks = sinks;
        this.region = region;
        this.clock = clock;
        this.strangers = new StrangerLimit(clock.instant());
    }

    /** Begins a call of Kinesis, of which it may not be known which operation it is of. */
    public AuditedCall begin(Optional<Operation> operation, Face face, RequestOrigin origin, String requestId) {
        AuditedOperation audited =
                operation.isPresent() ? AuditedOperation.of(operation.get()) : AuditedOperation.UNKNOWN;
        return begin(audited, face, origin, requestId);
    }

    /**
     * Begins a call.
     *
     * @param requestId of the answer
     * @throws KinesisException a throttling error if the call may not be performed, since it could not be recorded
     */
    public AuditedCall begin(AuditedOperation operation, Face face, RequestOrigin origin, String requestId) {
        if (sinks.isEmpty() || (!operation.management() && !dataEvents.any())) {
            return NotAudited.CALL;
        }
        Reservation reservation = sinks.reserve().orElseThrow(AuditTrail::noRoom);
        return new OpenCall(this, new OpenCall.Head(operation, face, origin, requestId), reservation);
    }

    private static KinesisException noRoom() {
        return new KinesisException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded.");
    }

    Optional<AuditedResource> resource(KinesisRequest request) {
        return resources.of(request);
    }

    void record(OpenCall call, Reservation reservation) {
        if (!call.operation().management() && !dataEvents.includes(call.resource())) {
            sinks.release(reservation);
            return;
        }
        Instant now = clock.instant();
        if (call.isOfStranger()) {
            sinks.release(reservation);
            recordStranger(call, now);
        } else {
            sinks.put(RecordedEvent.of(call.toEvent(newId(), now, region, callers)), reservation);
        }
    }

    private void recordStranger(OpenCall call, Instant now) {
        Object sender = call.origin().sender();
        if (strangers.tryTake(sender, now)
                && !sinks.tryPutOfStranger(RecordedEvent.of(call.toEvent(newId(), now, region, callers)))) {
            strangers.sum(sender);
        }
    }

    /** Tells by one event of the calls of unknown senders that left none. To be called every few seconds. */
    void sumUp() {
        Instant now = clock.instant();
        strangers.takeSum(now).ifPresent(sum -> sinks.put(RecordedEvent.of(toEvent(sum)), Reservation.none()));
    }

    private AuditEvent toEvent(StrangerLimit.Sum sum) {
        AuditedMembers parameters = new AuditedMembers()
                .with("calls", sum.calls())
                .with("senders", sum.senders())
                .with("from", sum.from().toString())
                .with("to", sum.to().toString());
        return new AuditEvent(
                newId(),
                sum.to(),
                region,
                callers.recipient(null, UNKNOWN_SENDERS),
                UNKNOWN_SENDERS,
                Face.AWS,
                RequestOrigin.unknown(),
                RequestId.next().id(),
                UserIdentity.unknown(Optional.empty()),
                new Asked(Optional.of(parameters), Optional.empty(), 0),
                Outcome.failure("AccessDenied", Optional.of(SUMMED_UP)));
    }

    /** How many calls left no event of their own. */
    double summedUp() {
        return strangers.allSummed();
    }

    /** It identifies and is no secret, so any randomness will do. */
    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000000000000000L);
    }
}
