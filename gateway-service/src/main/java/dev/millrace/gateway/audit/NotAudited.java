package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditedResource;
import dev.millrace.protocol.message.AuditedMembers;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.signing.Principal;
import dev.millrace.signing.SignableRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All calls that leave no event behind. */
enum NotAudited implements AuditedCall {
    CALL;

    @Override
    public void received(SignableRequest request) {
        // Of no matter.
    }

    @Override
    public void by(Principal caller, @Nullable String accessKeyId) {
        // Of no matter.
    }

    @Override
    public void asks(KinesisRequest request) {
        // Of no matter.
    }

    @Override
    public void asks(AuditedMembers parameters, Optional<AuditedResource> resource) {
        // Of no matter.
    }

    @Override
    public void answers(KinesisResponse response) {
        // Of no matter.
    }

    @Override
    public void answers(AuditedMembers elements) {
        // Of no matter.
    }

    @Override
    public void fails(String code, @Nullable String message) {
        // Of no matter.
    }

    @Override
    public void ends(long bytesSent) {
        // Of no matter.
    }

    @Override
    public void abandoned() {
        // Of no matter.
    }
}
