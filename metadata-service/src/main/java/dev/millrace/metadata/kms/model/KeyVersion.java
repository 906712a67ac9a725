package dev.millrace.metadata.kms.model;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One material of a key.
 *
 * @param number from 1 on
 * @param onDemand whether a caller asked for it, rather than the plan
 * @param sealed under the master key; never written to
 */
public record KeyVersion(int number, Instant createdAt, boolean onDemand, ByteBuffer sealed) {
    public KeyVersion {
        sealed = sealed.asReadOnlyBuffer();
    }

    @Override
    public String toString() {
        return "KeyVersion[" + number + "]";
    }
}
