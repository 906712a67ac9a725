package dev.millrace.e2e.cluster;

import dev.millrace.e2e.stack.ChildProcess;
import dev.millrace.e2e.stack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service.
 *
 * <p>Its log holds all of its lives.
 */
final class ServiceInstance implements Member {
    private final String name;
    private final Kind kind;
    private final List<String> command;
    private final InetSocketAddress management;
    private final Path log;
    private final Path clock;
    private @Nullable ChildProcess process;

    /**
     * One that does not run yet.
     *
     * @param management where it tells whether it is ready
     * @param clock from where {@link ShiftedClock} has how its clock is set
     */
    ServiceInstance(String name, Kind kind, List<String> command, InetSocketAddress management, Path log, Path clock) {
        this.name = name;
        this.kind = kind;
        this.command = List.copyOf(command);
        this.management = management;
        this.log = log;
        this.clock = clock;
        shiftClock(Duration.ZERO);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    /** What it is started with. */
    List<String> command() {
        return command;
    }

    @Override
    public void start() {
        process = ChildProcess.start(name, command, Map.of(), log);
    }

    @Override
    public void awaitReady() {
        new ServiceProcess(running(), management).awaitReady();
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void stop() {
        running().stop();
    }

    @Override
    public void shiftClock(Duration shift) {
        try {
            Files.writeString(clock, String.valueOf(shift.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often it has said something. */
    long said(String text) {
        return running().log().lines().filter(line -> line.contains(text)).count();
    }

    private ChildProcess running() {
        return Objects.requireNonNull(process);
    }
}
