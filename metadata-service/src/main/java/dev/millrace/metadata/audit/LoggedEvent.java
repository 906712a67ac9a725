package dev.millrace.metadata.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An event of a call.
 *
 * @param accountIds who can look it up
 * @param management whether the call was about things rather than about records
 * @param source the service that was called
 * @param json the event as CloudTrail has it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // carried from the gateway to the table and back; events are compared by their id
public record LoggedEvent(
        UUID id,
        Instant time,
        Set<String> accountIds,
        boolean management,
        boolean readOnly,
        String source,
        String name,
        String userName,
        String accessKeyId,
        List<Resource> resources,
        byte[] json) {
    /**
     * What the call was about.
     *
     * @param name often an ARN
     */
    public record Resource(String type, String name) {
        boolean isNamed(String asked) {
            return name.equals(asked) || name.endsWith("/" + asked) || name.endsWith(":" + asked);
        }
    }

    LogPosition position() {
        return new LogPosition(time, id);
    }

    @Override
    public String toString() {
        return "LoggedEvent[" + id + "]";
    }
}
