package dev.millrace.e2e.cluster;

import dev.millrace.e2e.stack.ChildProcess;
import java.time.Duration;
import java.util.Optional;

/** One process of the cluster. */
interface Member {
    /** What a member does for the cluster. */
    enum Kind {
        CASSANDRA,
        METADATA,
        SHARD,
        REGISTRY,
        GATEWAY
    }

    String name();

    Kind kind();

    /** Zero before its first start. */
    long pid();

    /** Starts it, or starts it again on what it left. */
    void start();

    /** Returns when it serves. */
    void awaitReady();

    /** {@code kill -9}. */
    void kill();

    /** Ends it in its own way. */
    void stop();

    default void pause() {
        ChildProcess.pause(pid());
    }

    default void resume() {
        ChildProcess.resume(pid());
    }

    /** Sets its wall clock so far from the right time. */
    default void shiftClock(Duration shift) {
        throw new UnsupportedOperationException(name() + " has the machine's clock");
    }

    /** A disk that it shares with nobody. */
    default Optional<SmallDisk> disk() {
        return Optional.empty();
    }

    default boolean isAlive() {
        return ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
    }
}
