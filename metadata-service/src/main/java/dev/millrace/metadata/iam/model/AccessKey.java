package dev.millrace.metadata.iam.model;

import java.time.Instant;

/**
 * A key of a user.
 *
 * @param active whether requests may be signed with it
 * @param secret sealed
 */
public record AccessKey(String id, boolean active, Instant createdAt, SealedSecret secret) {
    public AccessKey withActive(boolean changed) {
        return new AccessKey(id, changed, createdAt, secret);
    }
}
