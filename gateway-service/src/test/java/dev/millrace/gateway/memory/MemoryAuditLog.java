package dev.millrace.gateway.memory;

import dev.millrace.internal.audit.v1.AppendEventsReply;
import dev.millrace.internal.audit.v1.AppendEventsRequest;
import dev.millrace.internal.audit.v1.AuditLogGrpc.AuditLogImplBase;
import dev.millrace.internal.audit.v1.LoggedEvent;
import dev.millrace.internal.audit.v1.LookUpEventsReply;
import dev.millrace.internal.audit.v1.LookUpEventsRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The log of events in memory: what gateways append, and what they are to find. */
public final class MemoryAuditLog extends AuditLogImplBase {
    private final List<LoggedEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicReference<LookUpEventsRequest> asked = new AtomicReference<>();
    private volatile LookUpEventsReply found = LookUpEventsReply.getDefaultInstance();
    private volatile boolean failing;

    public List<LoggedEvent> events() {
        return events;
    }

    /** Answers all look-ups from now on. */
    public void answer(LookUpEventsReply reply) {
        found = reply;
    }

    /** What was looked for last. */
    public LookUpEventsRequest asked() {
        return asked.get();
    }

    /** Whether nothing can be appended from now on. */
    public void fail(boolean now) {
        failing = now;
    }

    @Override
    public void append(AppendEventsRequest request, StreamObserver<AppendEventsReply> answer) {
        if (failing) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        events.addAll(request.getEventsList());
        answer.onNext(AppendEventsReply.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void lookUp(LookUpEventsRequest request, StreamObserver<LookUpEventsReply> answer) {
        asked.set(request);
        answer.onNext(found);
        answer.onCompleted();
    }
}
