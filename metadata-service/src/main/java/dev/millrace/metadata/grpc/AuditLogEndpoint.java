package dev.millrace.metadata.grpc;

import dev.millrace.internal.audit.v1.AppendEventsReply;
import dev.millrace.internal.audit.v1.AppendEventsRequest;
import dev.millrace.internal.audit.v1.AuditLogGrpc.AuditLogImplBase;
import dev.millrace.internal.audit.v1.LookUpEventsReply;
import dev.millrace.internal.audit.v1.LookUpEventsRequest;
import dev.millrace.metadata.audit.AuditLog;
import dev.millrace.service.Answers;
import io.grpc.stub.StreamObserver;
import reactor.core.publisher.Mono;

/** The service {@code AuditLog}: messages in and out, nothing else. */
public final class AuditLogEndpoint extends AuditLogImplBase {
    private final AuditLog events;

    public AuditLogEndpoint(AuditLog events) {
        this.events = events;
    }

    @Override
    public void append(AppendEventsRequest request, StreamObserver<AppendEventsReply> answer) {
        Mono<Void> kept = Mono.defer(() -> events.append(
                request.getEventsList().stream().map(AuditMessages::toEvent).toList()));
        Answers.send(kept.thenReturn(AppendEventsReply.getDefaultInstance()), answer);
    }

    @Override
    public void lookUp(LookUpEventsRequest request, StreamObserver<LookUpEventsReply> answer) {
        Answers.send(
                Mono.defer(() -> events.lookUp(AuditMessages.toQuery(request))).map(AuditMessages::toReply), answer);
    }
}
