package dev.millrace.gateway.front.request;

import dev.millrace.protocol.error.KinesisException;

/** Tells of a request whose body has not come yet who may have sent it. */
@FunctionalInterface
public interface BodySender {
    /**
     * The access key that it says it was signed with; empty for one who is known by something else.
     *
     * @throws KinesisException if it cannot have been sent by anybody known, whatever its body is
     */
    String accessKey();
}
