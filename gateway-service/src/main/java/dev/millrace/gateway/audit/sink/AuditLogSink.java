package dev.millrace.gateway.audit.sink;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.audit.event.AuditEvent;
import dev.millrace.internal.audit.v1.AppendEventsReply;
import dev.millrace.internal.audit.v1.AppendEventsRequest;
import dev.millrace.internal.audit.v1.AuditLogGrpc;
import dev.millrace.internal.audit.v1.AuditLogGrpc.AuditLogStub;
import dev.millrace.internal.audit.v1.LoggedEvent;
import dev.millrace.internal.audit.v1.LoggedResource;
import dev.millrace.internal.rpc.UnaryCall;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Hands events to the metadata service, which keeps them for look-ups. */
public final class AuditLogSink implements AuditSink {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AuditLogStub log;

    public AuditLogSink(Channel metadataService) {
        this.log = AuditLogGrpc.newStub(metadataService);
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void write(List<RecordedEvent> events) throws IOException, InterruptedException {
        AppendEventsRequest.Builder request = AppendEventsRequest.newBuilder();
        events.forEach(event -> request.addEvents(toMessage(event)));
        Waiting.on(UnaryCall.<AppendEventsRequest, AppendEventsReply>of(
                log.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::append, request.build()));
    }

    private static LoggedEvent toMessage(RecordedEvent recorded) {
        AuditEvent event = recorded.event();
        LoggedEvent.Builder message = LoggedEvent.newBuilder()
                .setId(toBytes(event.id()))
                .setTimeMillis(event.time().toEpochMilli())
                .addAllAccountIds(accounts(event))
                .setManagement(event.operation().management())
                .setReadOnly(event.operation().readOnly())
                .setSource(event.operation().source())
                .setName(event.operation().name())
                .setUserName(event.caller().lookupName())
                .setAccessKeyId(event.caller().accessKeyId().orElse(""))
                .setJson(ByteString.copyFrom(recorded.json()));
        event.asked()
                .resource()
                .ifPresent(resource -> message.addResources(
                        LoggedResource.newBuilder().setType(resource.type()).setName(resource.name())));
        return message.build();
    }

    /** A call across accounts is an event of both. */
    private static List<String> accounts(AuditEvent event) {
        return Stream.of(event.recipientAccountId(), event.caller().accountId())
                .filter(account -> !account.isEmpty())
                .distinct()
                .toList();
    }

    private static ByteString toBytes(UUID id) {
        return ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }

    @Override
    public void close() {
        // The channel is others' as well.
    }
}
