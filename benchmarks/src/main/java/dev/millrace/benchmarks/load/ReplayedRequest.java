package dev.millrace.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A put that is sent again and again, signed anew once a minute: a signature counts for five, and making one costs as much
 * as the rest of the generator.
 */
final class ReplayedRequest {
    private static final long SIGN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String operation;
    private final byte[] body;
    private final long[] recordHashes;
    private @Nullable ByteBuffer signed;
    private long signedAt;

    /** @param recordHashes {@link Fingerprint#ofRecord} of each record, in order */
    ReplayedRequest(String operation, byte[] body, long[] recordHashes) {
        this.operation = operation;
        this.body = body;
        this.recordHashes = recordHashes;
    }

    ByteBuffer bytes(HttpRequests requests) {
        long now = System.nanoTime();
        ByteBuffer request = signed;
        if (request == null || now - signedAt > SIGN_EVERY_NANOS) {
            request = requests.sign(operation, body);
            signed = request;
            signedAt = now;
        }
        return request.duplicate();
    }

    int records() {
        return recordHashes.length;
    }

    long recordHash(int index) {
        return recordHashes[index];
    }
}
