package dev.millrace.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The CPU time of all server processes together, and of this one. Ended processes no longer count. */
final class CpuTime {
    private final List<Long> roots;

    /** @param roots counted with their descendants; empty to look for Millrace's processes on this machine */
    CpuTime(List<Long> roots) {
        this.roots = roots;
    }

    Duration ofServer() {
        return servers().distinct().map(CpuTime::of).reduce(Duration.ZERO, Duration::plus);
    }

    Duration ofGenerator() {
        return of(ProcessHandle.current());
    }

    private Stream<ProcessHandle> servers() {
        if (roots.isEmpty()) {
            return ProcessHandle.allProcesses()
                    .filter(CpuTime::isMillrace)
                    .filter(process -> !process.equals(ProcessHandle.current()))
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
        }
        return roots.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static boolean isMillrace(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("dev.millrace.");
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
