package dev.millrace.gateway.cloudtrail;

import dev.millrace.internal.audit.v1.LookUpEventsRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/** By what events can be looked up. */
public enum LookupAttribute {
    EVENT_ID("EventId", LookUpEventsRequest.Builder::setEventId),
    EVENT_NAME("EventName", LookUpEventsRequest.Builder::setEventName),
    READ_ONLY("ReadOnly", (lookup, text) -> lookup.setReadOnly(Boolean.parseBoolean(text))),
    USERNAME("Username", LookUpEventsRequest.Builder::setUserName),
    RESOURCE_TYPE("ResourceType", LookUpEventsRequest.Builder::setResourceType),
    RESOURCE_NAME("ResourceName", LookUpEventsRequest.Builder::setResourceName),
    EVENT_SOURCE("EventSource", LookUpEventsRequest.Builder::setSource),
    ACCESS_KEY_ID("AccessKeyId", LookUpEventsRequest.Builder::setAccessKeyId);

    private static final int LONGEST = 2_000;

    private final String wireName;
    private final BiConsumer<LookUpEventsRequest.Builder, String> set;

    LookupAttribute(String wireName, BiConsumer<LookUpEventsRequest.Builder, String> set) {
        this.wireName = wireName;
        this.set = set;
    }

    static Optional<LookupAttribute> find(String wireName) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.wireName.equals(wireName))
                .findFirst();
    }

    /** As CloudTrail names it. */
    public String wireName() {
        return wireName;
    }

    void set(LookUpEventsRequest.Builder lookup, String text) {
        boolean truth = text.equals("true") || text.equals("false");
        if (text.isEmpty() || text.length() > LONGEST || (this == READ_ONLY && !truth)) {
            throw TrailException.invalidAttributes("The value of " + wireName + " is not valid.");
        }
        set.accept(lookup, text);
    }
}
