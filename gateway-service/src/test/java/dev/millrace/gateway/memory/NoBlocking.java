package dev.millrace.gateway.memory;

import reactor.blockhound.BlockHound;

/** From the first use on a blocking call on an event loop fails, and with it the request that it was made for. */
public final class NoBlocking {
    static {
        BlockHound.install(builder -> builder
                // Class loading and the first use of a cipher read files, once.
                .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                // TLS draws randomness, which the JDK reads from a file that never blocks.
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                .allowBlockingCallsInside("sun.security.ssl.SSLContextImpl", "engineInit"));
    }

    private NoBlocking() {}

    public static void watch() {
        // The work is done when the class is initialised.
    }
}
