package dev.millrace.gateway.front.request;

import dev.millrace.protocol.error.KinesisException;

/** Tells of a request whose body has not come yet who may have sent it. */
@FunctionalInterface
public interface BodySender {
    /** @throws KinesisException if it cannot have been sent by anybody known, whatever its body is
     */
    void requireKnown();
}
