package dev.millrace.gateway.cloudtrail;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.millrace.gateway.call.json.JsonBody;
import dev.millrace.gateway.call.json.JsonError;
import dev.millrace.gateway.call.json.JsonService;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.internal.audit.v1.LoggedEvent;
import dev.millrace.internal.cloudtrail.v1.Event;
import dev.millrace.internal.cloudtrail.v1.LookupEventsRequest;
import dev.millrace.internal.cloudtrail.v1.LookupEventsResult;
import dev.millrace.internal.cloudtrail.v1.Resource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * CloudTrail's look-up of management events. Trails, which are files and streams here, are set up by configuration.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</a>
 */
final class TrailService implements JsonService {
    private static final String LOOKUP = "LookupEvents";
    private static final int BAD_REQUEST = 400;
    private static final long MILLIS = 1_000;

    private final Lookups lookups;

    TrailService(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public String signingName() {
        return "cloudtrail";
    }

    @Override
    public String targetPrefix() {
        return "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
    }

    @Override
    public Set<String> operations() {
        return Set.of(LOOKUP);
    }

    @Override
    public Message prototype(String operation) {
        return LookupEventsRequest.getDefaultInstance();
    }

    @Override
    public Mono<Message> perform(Requester requester, String operation, JsonBody body) {
        return lookups.find(requester, toLookup(body.read(LookupEventsRequest.getDefaultInstance())))
                .map(TrailService::toResult);
    }

    private static Lookup toLookup(LookupEventsRequest request) {
        if (request.hasEventCategory()) {
            // The one that there is are insights, which need a service of their own.
            throw TrailException.invalidCategory();
        }
        Map<LookupAttribute, String> attributes = new EnumMap<>(LookupAttribute.class);
        request.getLookupAttributesList()
                .forEach(given -> attributes.put(
                        LookupAttribute.find(given.getAttributeKey())
                                .orElseThrow(() -> TrailException.invalidAttributes("There is no such attribute.")),
                        given.getAttributeValue()));
        if (request.getLookupAttributesCount() > 1) {
            throw TrailException.invalidAttributes("Events are looked up by one attribute at a time.");
        }
        return new Lookup(
                true,
                attributes,
                request.hasStartTime() ? Optional.of(toInstant(request.getStartTime())) : Optional.empty(),
                request.hasEndTime() ? Optional.of(toInstant(request.getEndTime())) : Optional.empty(),
                request.hasMaxResults() ? Optional.of(request.getMaxResults()) : Optional.empty(),
                request.hasNextToken() ? Optional.of(request.getNextToken()) : Optional.empty());
    }

    private static Instant toInstant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static LookupEventsResult toResult(LookupPage found) {
        LookupEventsResult.Builder result = LookupEventsResult.newBuilder();
        found.events().forEach(event -> result.addEvents(toEvent(event)));
        found.nextToken().ifPresent(result::setNextToken);
        return result.build();
    }

    private static Event toEvent(LoggedEvent logged) {
        ByteBuffer id = logged.getId().asReadOnlyByteBuffer();
        Event.Builder event = Event.newBuilder()
                .setEventId(new UUID(id.getLong(), id.getLong()).toString())
                .setEventName(logged.getName())
                .setReadOnly(String.valueOf(logged.getReadOnly()))
                .setEventTime(Timestamp.newBuilder().setSeconds(logged.getTimeMillis() / MILLIS))
                .setEventSource(logged.getSource())
                .setCloudTrailEvent(logged.getJson().toStringUtf8());
        if (!logged.getAccessKeyId().isEmpty()) {
            event.setAccessKeyId(logged.getAccessKeyId());
        }
        if (!logged.getUserName().isEmpty()) {
            event.setUsername(logged.getUserName());
        }
        logged.getResourcesList()
                .forEach(resource -> event.addResources(Resource.newBuilder()
                        .setResourceType(resource.getType())
                        .setResourceName(resource.getName())));
        return event.build();
    }

    @Override
    public Optional<JsonError> errorOf(Throwable failure) {
        return failure instanceof TrailException refused
                ? Optional.of(new JsonError(refused.code(), BAD_REQUEST, refused.text()))
                : Optional.empty();
    }
}
