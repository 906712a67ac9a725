package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditEvent;
import dev.millrace.gateway.audit.event.AuditEvent.Asked;
import dev.millrace.gateway.audit.event.AuditEvent.Outcome;
import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.audit.event.AuditedResource;
import dev.millrace.gateway.audit.event.UserIdentity;
import dev.millrace.gateway.audit.sink.Reservation;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.signing.Principal;
import dev.millrace.signing.SignableRequest;
import dev.millrace.signing.SigningName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call that is recorded. Its steps come one after the other, if on several threads; only its ends may race. */
final class OpenCall implements AuditedCall {
    private static final Outcome ABANDONED = Outcome.failure("RequestAbandoned", Optional.empty());

    private final AuditTrail trail;
    private final Head head;
    private final Reservation reservation;
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable SignableRequest received;
    private @Nullable Principal caller;
    private @Nullable String accessKeyId;
    private Optional<AuditedMembers> asked = Optional.empty();
    private Optional<AuditedResource> resource = Optional.empty();
    private Outcome outcome = Outcome.success(Optional.empty());

    /** What is known of a call from its begin. */
    record Head(AuditedOperation operation, Face face, RequestOrigin origin, String requestId) {}

    /** @param reservation of room for the event */
    OpenCall(AuditTrail trail, Head head, Reservation reservation) {
        this.trail = trail;
        this.head = head;
        this.reservation = reservation;
    }

    @Override
    public void received(SignableRequest request) {
        received = request;
    }

    @Override
    public void by(Principal known, @Nullable String key) {
        caller = known;
        accessKeyId = key;
    }

    @Override
    public void asks(KinesisRequest request) {
        asks(request.audited(), trail.resource(request));
    }

    @Override
    public void asks(AuditedMembers parameters, Optional<AuditedResource> about) {
        asked = presentOrEmpty(parameters);
        resource = about;
    }

    @Override
    public void answers(KinesisResponse response) {
        outcome = Outcome.success(presentOrEmpty(response.audited()));
    }

    @Override
    public void answers(AuditedMembers elements) {
        outcome = Outcome.success(presentOrEmpty(elements));
    }

    private static Optional<AuditedMembers> presentOrEmpty(AuditedMembers parameters) {
        return parameters.isEmpty() ? Optional.empty() : Optional.of(parameters);
    }

    @Override
    public void fails(String code, @Nullable String message) {
        outcome = Outcome.failure(code, Optional.ofNullable(message));
    }

    @Override
    public void ends(long bytesSent) {
        end(outcome.withBytes(bytesSent));
    }

    @Override
    public void abandoned() {
        end(ABANDONED);
    }

    private void end(Outcome known) {
        if (ended.compareAndSet(false, true)) {
            outcome = known;
            trail.record(this, reservation);
        }
    }

    AuditedOperation operation() {
        return head.operation;
    }

    RequestOrigin origin() {
        return head.origin;
    }

    /** Whether it never came to be known who calls. */
    boolean isOfStranger() {
        return caller == null;
    }

    /** What it is about, as far as it came to be known. */
    Optional<AuditedResource> resource() {
        return resource;
    }

    AuditEvent toEvent(UUID id, Instant time, String region, CallerIdentities callers) {
        Principal known = caller;
        SignableRequest request = received;
        UserIdentity identity = known == null
                ? UserIdentity.unknown(request == null ? Optional.empty() : SigningName.accessKeyOf(request))
                : callers.identity(known, accessKeyId);
        return new AuditEvent(
                id,
                time,
                region,
                callers.recipient(known, head.operation),
                head.operation,
                head.face,
                head.origin,
                head.requestId,
                identity,
                new Asked(asked, resource, request == null ? 0 : request.bodyLength()),
                outcome);
    }
}
