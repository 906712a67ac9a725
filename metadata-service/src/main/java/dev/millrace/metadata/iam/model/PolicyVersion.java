package dev.millrace.metadata.iam.model;

import java.time.Instant;

/** One wording of a managed policy, known as {@code v<number>}. */
public record PolicyVersion(int number, String document, Instant createdAt) {
    public String versionId() {
        return "v" + number;
    }
}
