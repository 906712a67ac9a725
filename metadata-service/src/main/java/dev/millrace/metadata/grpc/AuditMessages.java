package dev.millrace.metadata.grpc;

import com.google.protobuf.ByteString;
import dev.millrace.internal.audit.v1.LogPosition;
import dev.millrace.internal.audit.v1.LoggedEvent;
import dev.millrace.internal.audit.v1.LoggedResource;
import dev.millrace.internal.audit.v1.LookUpEventsReply;
import dev.millrace.internal.audit.v1.LookUpEventsRequest;
import dev.millrace.metadata.audit.EventFilter;
import dev.millrace.metadata.audit.EventQuery;
import dev.millrace.metadata.audit.EventRange;
import dev.millrace.metadata.audit.LoggedEventPage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Between messages and what they mean. */
final class AuditMessages {
    private static final int MOST_EVENTS = 1_000;

    private AuditMessages() {}

    static dev.millrace.metadata.audit.LoggedEvent toEvent(LoggedEvent message) {
        return new dev.millrace.metadata.audit.LoggedEvent(
                toUuid(message.getId()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                Set.copyOf(message.getAccountIdsList()),
                message.getManagement(),
                message.getReadOnly(),
                message.getSource(),
                message.getName(),
                message.getUserName(),
                message.getAccessKeyId(),
                message.getResourcesList().stream()
                        .map(it -> new dev.millrace.metadata.audit.LoggedEvent.Resource(it.getType(), it.getName()))
                        .toList(),
                message.getJson().toByteArray());
    }

    static EventQuery toQuery(LookUpEventsRequest message) {
        return new EventQuery(
                new EventRange(
                        message.getAccountId(),
                        message.getManagement(),
                        Instant.ofEpochMilli(message.getFromMillis()),
                        Instant.ofEpochMilli(message.getUntilMillis())),
                toFilter(message),
                message.hasAfter() ? Optional.of(toPosition(message.getAfter())) : Optional.empty(),
                Math.min(Math.max(1, message.getMost()), MOST_EVENTS));
    }

    private static EventFilter toFilter(LookUpEventsRequest message) {
        return new EventFilter(
                message.hasEventId() ? parse(message.getEventId()) : Optional.empty(),
                present(message.hasEventName(), message.getEventName()),
                present(message.hasReadOnly(), message.getReadOnly()),
                present(message.hasUserName(), message.getUserName()),
                present(message.hasResourceType(), message.getResourceType()),
                present(message.hasResourceName(), message.getResourceName()),
                present(message.hasSource(), message.getSource()),
                present(message.hasAccessKeyId(), message.getAccessKeyId()));
    }

    private static <T> Optional<T> present(boolean given, T value) {
        return given ? Optional.of(value) : Optional.empty();
    }

    /** What is no id is that of no event. */
    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException malformed) {
            return Optional.of(new UUID(0, 0));
        }
    }

    static LookUpEventsReply toReply(LoggedEventPage page) {
        LookUpEventsReply.Builder reply = LookUpEventsReply.newBuilder();
        page.events().forEach(event -> reply.addEvents(toMessage(event)));
        page.next()
                .ifPresent(next -> reply.setNext(LogPosition.newBuilder()
                        .setTimeMillis(next.time().toEpochMilli())
                        .setId(toBytes(next.id()))));
        return reply.build();
    }

    private static LoggedEvent toMessage(dev.millrace.metadata.audit.LoggedEvent event) {
        LoggedEvent.Builder message = LoggedEvent.newBuilder()
                .setId(toBytes(event.id()))
                .setTimeMillis(event.time().toEpochMilli())
                .addAllAccountIds(event.accountIds())
                .setManagement(event.management())
                .setReadOnly(event.readOnly())
                .setSource(event.source())
                .setName(event.name())
                .setUserName(event.userName())
                .setAccessKeyId(event.accessKeyId())
                .setJson(ByteString.copyFrom(event.json()));
        event.resources()
                .forEach(resource -> message.addResources(
                        LoggedResource.newBuilder().setType(resource.type()).setName(resource.name())));
        return message.build();
    }

    private static dev.millrace.metadata.audit.LogPosition toPosition(LogPosition message) {
        return new dev.millrace.metadata.audit.LogPosition(
                Instant.ofEpochMilli(message.getTimeMillis()), toUuid(message.getId()));
    }

    private static UUID toUuid(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static ByteString toBytes(UUID id) {
        return ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }
}
