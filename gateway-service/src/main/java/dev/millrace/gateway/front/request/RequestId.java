package dev.millrace.gateway.front.request;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The two names of a request that every answer carries. They identify and are no secret, so any randomness will do. */
public record RequestId(String id, String extended) {
    private static final int EXTENDED_BYTES = 72;

    public static RequestId next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        byte[] extended = new byte[EXTENDED_BYTES];
        random.nextBytes(extended);
        return new RequestId(new UUID(high, low).toString(), Base64.getEncoder().encodeToString(extended));
    }
}
