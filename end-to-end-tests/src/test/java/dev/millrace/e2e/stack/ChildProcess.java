package dev.millrace.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process of the suite, whose output goes to a file. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    /** Longer than the stack gives each of its services and Cassandra, one after the other. */
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(3);

    private static final int TAIL_LINES = 60;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a process; what it prints is added to the log. */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("MILLRACE_"));
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a condition, and fails with the end of the log when the process ends first or the time is up. */
    public void await(String what, Duration timeout, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new AssertionError(
                        name + " ended with " + process.exitValue() + " instead of being " + what + ":\n" + tail());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(name + " is not " + what + " after " + timeout + ":\n" + tail());
            }
            pause();
        }
    }

    /** Waits until it has ended by itself, and fails unless all was well. */
    void awaitSuccess(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(name + " has not done what it was to do:\n" + tail());
        }
    }

    /** Waits until it has ended by itself, and fails if it says that all was well. */
    public void awaitFailure(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() == 0) {
            kill();
            throw new AssertionError(name + " should have refused to run:\n" + tail());
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processes that this one has started. */
    Stream<ProcessHandle> children() {
        return process.descendants();
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -STOP}. */
    public void pauseProcess() {
        pause(process.pid());
    }

    /** {@code kill -CONT}. */
    public void resumeProcess() {
        resume(process.pid());
    }

    /** As Ctrl-C does; returns when it is gone. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    public String log() {
        try {
            // Not readString, which fails when the process has written half of a character so far.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    /** {@code kill -STOP} for a process that is not one of these. */
    public static void pause(long pid) {
        signal(pid, "STOP");
    }

    /** {@code kill -CONT} likewise. */
    public static void resume(long pid) {
        signal(pid, "CONT");
    }

    /** The shell's own kill, because not every machine has it as a program. */
    private static void signal(long pid, String signal) {
        try {
            int status = new ProcessBuilder("bash", "-c", "kill -" + signal + " " + pid)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " " + pid + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(name + " did not end within " + STOP_PATIENCE + ":\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
