package dev.millrace.gateway.rest.audit;

import dev.millrace.gateway.audit.event.AuditedOperation;
import dev.millrace.gateway.cloudtrail.Lookup;
import dev.millrace.gateway.cloudtrail.LookupAttribute;
import dev.millrace.gateway.cloudtrail.LookupPage;
import dev.millrace.gateway.cloudtrail.Lookups;
import dev.millrace.gateway.cloudtrail.TrailException;
import dev.millrace.gateway.rest.RestCalls;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.AuditedMembers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The events that calls have left behind, for the account of the caller. */
@RestController
@Tag(name = "Audit")
class EventResource {
    private static final String MANAGEMENT = "management";
    private static final String DATA = "data";
    private static final AuditedOperation LOOKUP = AuditedOperation.of("cloudtrail", Optional.of("LookupEvents"));

    private final RestCalls calls;
    private final Lookups lookups;
    private final JsonMapper json;

    EventResource(RestCalls calls, Lookups lookups, JsonMapper json) {
        this.calls = calls;
        this.lookups = lookups;
        this.json = json;
    }

    /** What is given must all fit. */
    @Operation(summary = "The events of calls of the account, newest first")
    @GetMapping("/v1/audit/events")
    Mono<EventPage> events(
            @RequestParam(defaultValue = MANAGEMENT) String category,
            @RequestParam(required = false) @Nullable String eventId,
            @RequestParam(required = false) @Nullable String eventName,
            @RequestParam(required = false) @Nullable String eventSource,
            @RequestParam(required = false) @Nullable String readOnly,
            @RequestParam(required = false) @Nullable String userName,
            @RequestParam(required = false) @Nullable String accessKeyId,
            @RequestParam(required = false) @Nullable String resourceType,
            @RequestParam(required = false) @Nullable String resourceName,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String nextToken) {
        if (!category.equals(MANAGEMENT) && !category.equals(DATA)) {
            throw RequestErrors.invalid("category is management or data.");
        }
        Map<LookupAttribute, String> attributes = new EnumMap<>(LookupAttribute.class);
        put(attributes, LookupAttribute.EVENT_ID, eventId);
        put(attributes, LookupAttribute.EVENT_NAME, eventName);
        put(attributes, LookupAttribute.EVENT_SOURCE, eventSource);
        put(attributes, LookupAttribute.READ_ONLY, readOnly);
        put(attributes, LookupAttribute.USERNAME, userName);
        put(attributes, LookupAttribute.ACCESS_KEY_ID, accessKeyId);
        put(attributes, LookupAttribute.RESOURCE_TYPE, resourceType);
        put(attributes, LookupAttribute.RESOURCE_NAME, resourceName);
        Lookup lookup = new Lookup(
                category.equals(MANAGEMENT),
                attributes,
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                Optional.ofNullable(limit),
                Optional.ofNullable(nextToken));
        return calls.perform(
                        LOOKUP,
                        told(category, attributes),
                        caller -> lookups.find(caller, lookup)
                                .onErrorMap(TrailException.class, refused -> RequestErrors.invalid(refused.text())))
                .map(this::toPage);
    }

    private static void put(
            Map<LookupAttribute, String> attributes, LookupAttribute attribute, @Nullable String value) {
        if (value != null) {
            attributes.put(attribute, value);
        }
    }

    private static AuditedMembers told(String category, Map<LookupAttribute, String> attributes) {
        AuditedMembers told = new AuditedMembers().with("eventCategory", category);
        attributes.forEach((attribute, value) -> told.with(attribute.wireName(), value));
        return told;
    }

    private EventPage toPage(LookupPage found) {
        return new EventPage(
                found.events().stream()
                        .map(event -> json.readTree(event.getJson().toByteArray()))
                        .toList(),
                found.nextToken().orElse(null));
    }
}
