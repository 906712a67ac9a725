package dev.millrace.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What to run against which server.
 *
 * @param serverPids processes whose CPU time counts, with all their descendants; empty to look for Millrace's own
 * @param fillBytes the data that is written for the reading scenario before it starts
 * @param text whether records hold text like log lines instead of random bytes, which do not compress
 */
record Options(
        URI endpoint,
        String region,
        String accessKeyId,
        String secretAccessKey,
        Duration warmUp,
        Duration duration,
        List<Scenario> scenarios,
        int shards,
        int threads,
        boolean text,
        long fillBytes,
        List<Long> serverPids) {
    static final String USAGE = """
            Usage: java -cp benchmarks.jar dev.millrace.benchmarks.load.LoadScenarios [option value]...

              --endpoint URL        the plain HTTP endpoint           (http://127.0.0.1:4567)
              --region NAME         the region to sign for            (us-east-1)
              --scenario NAME       one of %s; may be repeated (all)
              --warm-up SECONDS     load before the measurement       (10)
              --duration SECONDS    of the measurement                (20)
              --shards N            of each scenario's stream         (4)
              --threads N           of the generator                  (1)
              --payload random|text random bytes, or text that compresses (random)
              --fill-mb N           data that get-records reads       (256)
              --server-pid PID      whose CPU counts, with descendants; may be repeated (all of Millrace's here)

            Credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
            The exit status is 0 only if everything acknowledged could be read back.
            """.formatted(Scenario.names());

    /** @throws IllegalArgumentException naming what is wrong */
    static Options parse(String[] arguments, Map<String, String> environment) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        URI endpoint = URI.create("http://127.0.0.1:4567");
        String region = "us-east-1";
        long warmUp = 10;
        long duration = 20;
        List<Scenario> scenarios = new ArrayList<>();
        int shards = 4;
        int threads = 1;
        boolean text = false;
        long fillMegabytes = 256;
        List<Long> pids = new ArrayList<>();
        while (!rest.isEmpty()) {
            String name = rest.remove();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException("no value for " + name);
            }
            String value = rest.remove();
            switch (name) {
                case "--endpoint" -> endpoint = URI.create(value);
                case "--region" -> region = value;
                case "--scenario" -> scenarios.add(Scenario.named(value));
                case "--warm-up" -> warmUp = Long.parseLong(value);
                case "--duration" -> duration = Long.parseLong(value);
                case "--shards" -> shards = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                case "--payload" -> text = value.toLowerCase(Locale.ROOT).equals("text");
                case "--fill-mb" -> fillMegabytes = Long.parseLong(value);
                case "--server-pid" -> pids.add(Long.parseLong(value));
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new Options(
                endpoint,
                region,
                required(environment, "AWS_ACCESS_KEY_ID"),
                required(environment, "AWS_SECRET_ACCESS_KEY"),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(duration),
                scenarios.isEmpty() ? List.of(Scenario.values()) : List.copyOf(scenarios),
                shards,
                threads,
                text,
                fillMegabytes * 1_000_000,
                List.copyOf(pids));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
