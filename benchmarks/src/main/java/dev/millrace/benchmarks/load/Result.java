package dev.millrace.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a scenario came to.
 *
 * @param serverCpu of all server processes, during the measurement
 * @param checked how many records the post-check compared
 * @param faults what the post-check found wrong
 */
record Result(
        Scenario scenario,
        Measurement measurement,
        Duration serverCpu,
        Duration generatorCpu,
        Errors errors,
        long checked,
        List<String> faults) {
    static final String TABLE_HEAD = """
            | workload | records/s | MB/s | p50 ms | p99 ms | server CPU µs/record | generator CPU µs/record | errors | read back |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |""";

    String tableRow() {
        double perSecond = measurement.records() / measurement.seconds();
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %s | %s |",
                scenario.title(),
                perSecond,
                perSecond * scenario.dataBytes() / 1e6,
                measurement.millisAt(50),
                measurement.millisAt(99),
                microsPerRecord(serverCpu),
                microsPerRecord(generatorCpu),
                errors,
                faults.isEmpty() ? String.format(Locale.ROOT, "all %,d", checked) : "FAILED");
    }

    private double microsPerRecord(Duration cpu) {
        return cpu.toNanos() / 1e3 / Math.max(1, measurement.records());
    }
}
