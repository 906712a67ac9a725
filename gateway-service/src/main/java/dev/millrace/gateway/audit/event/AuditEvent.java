package dev.millrace.gateway.audit.event;

import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.protocol.message.AuditedMembers;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One call, as it is recorded.
 *
 * @param recipientAccountId whose event it is: the account that what was called belongs to
 * @param requestId of the answer
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">Record contents</a>
 */
public record AuditEvent(
        UUID id,
        Instant time,
        String region,
        String recipientAccountId,
        AuditedOperation operation,
        Face face,
        RequestOrigin origin,
        String requestId,
        UserIdentity caller,
        Asked asked,
        Outcome outcome) {
    /** Some texts are as long as their sender likes; of those an event keeps so much, also while it waits. */
    private static final int LONGEST_TEXT = 1024;

    private static final Asked NOTHING_ASKED = new Asked(Optional.empty(), Optional.empty(), 0);

    public AuditEvent {
        origin = origin.withTexts(AuditEvent::shortened);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /**
     * What was asked for.
     *
     * @param bytes of the request's body, as far as it is known
     */
    public record Asked(Optional<AuditedMembers> parameters, Optional<AuditedResource> resource, long bytes) {
        public static Asked nothing() {
            return NOTHING_ASKED;
        }
    }

    /**
     * What it came to.
     *
     * @param errorCode of a failure
     * @param errorMessage of a failure, unless it may quote what must not be recorded
     * @param bytes of the answer's body, as far as it is known
     */
    public record Outcome(
            Optional<AuditedMembers> elements, Optional<String> errorCode, Optional<String> errorMessage, long bytes) {
        public static Outcome success(Optional<AuditedMembers> elements) {
            return new Outcome(elements, Optional.empty(), Optional.empty(), 0);
        }

        public static Outcome failure(String code, Optional<String> message) {
            return new Outcome(Optional.empty(), Optional.of(code), message.map(AuditEvent::shortened), 0);
        }

        public Outcome withBytes(long sent) {
            return new Outcome(elements, errorCode, errorMessage, sent);
        }
    }
}
