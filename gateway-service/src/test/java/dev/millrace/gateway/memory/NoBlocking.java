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
                .allowBlockingCallsInside("sun.security.ssl.SSLContextImpl", "engineInit")
                // Netty's allocator and the queue of Reactor's timers are each locked for some instructions; a failure
                // in
                // the middle of either would leave a connection that nobody reads.
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "reallocate")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "free")
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer")
                .allowBlockingCallsInside(
                        "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove"));
    }

    private NoBlocking() {}

    public static void watch() {
        // The work is done when the class is initialised.
    }
}
