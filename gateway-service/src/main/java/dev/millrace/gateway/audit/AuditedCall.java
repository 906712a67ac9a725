package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditedResource;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.signing.Principal;
import dev.millrace.signing.SignableRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call from its begin to its end, which learns step by step what there is to know of it. It leaves one event behind, once its
 * answer is known or nobody waits for that any longer. Of calls that are not recorded nothing is kept, and none of this costs
 * anything.
 */
public interface AuditedCall {
    /** The request as it came in, which says at least who its sender claims to be. */
    void received(SignableRequest request);

    /**
     * Who calls, now that it is known.
     *
     * @param accessKeyId null for a caller with a bearer token
     */
    void by(Principal caller, @Nullable String accessKeyId);

    void asks(KinesisRequest request);

    void asks(AuditedMembers parameters, Optional<AuditedResource> resource);

    void answers(KinesisResponse response);

    void answers(AuditedMembers elements);

    /** @param message null when it may quote what must not be recorded */
    void fails(String code, @Nullable String message);

    /**
     * The call is over. Whatever comes after that is of no matter.
     *
     * @param bytesSent of the answer's body, as far as it is known
     */
    void ends(long bytesSent);

    /** Nobody waits for the answer any longer. What the call has done is done. */
    void abandoned();
}
