package dev.millrace.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Runs load scenarios against a running stack and prints a table; see {@link Options#USAGE}. */
public final class LoadScenarios {
    private final Options options;
    private final InetSocketAddress server;
    private final ControlCalls calls;
    private final CpuTime cpuTime;

    private LoadScenarios(Options options) {
        this.options = options;
        this.server = new InetSocketAddress(
                options.endpoint().getHost(), options.endpoint().getPort());
        this.calls = new ControlCalls(options);
        this.cpuTime = new CpuTime(options.serverPids());
    }

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new LoadScenarios(options).runAll() ? 0 : 1);
    }

    private boolean runAll() {
        List<Result> results = new ArrayList<>();
        for (Scenario scenario : options.scenarios()) {
            Result result = run(scenario);
            results.add(result);
            result.faults().stream().limit(20).forEach(fault -> System.err.println("FAULT " + fault));
            System.err.println(result.tableRow());
        }
        System.out.println(Result.TABLE_HEAD);
        results.forEach(result -> System.out.println(result.tableRow()));
        return results.stream().allMatch(result -> result.faults().isEmpty());
    }

    private Result run(Scenario scenario) {
        String stream = "load-" + scenario.optionName() + "-" + System.currentTimeMillis();
        calls.createStream(stream, options.shards());
        try {
            return scenario == Scenario.GET_RECORDS ? read(scenario, stream) : write(scenario, stream);
        } finally {
            calls.deleteStream(stream);
        }
    }

    private Result write(Scenario scenario, String stream) {
        Payloads payloads = new Payloads(stream, scenario.recordsPerCall(), scenario.dataBytes(), options.text());
        Writing writing = new Writing(payloads);
        Cpu cpu = new Cpu();
        Measurement measurement =
                drive(scenario.connections(), options.warmUp(), options.duration(), writing.newCallers(), cpu);
        ShardFingerprints acknowledged = writing.acknowledged();
        List<String> faults =
                new ReadBack(calls, payloads, scenario.dataBytes()).check(stream, acknowledged, writing.inDoubt());
        return new Result(
                scenario, measurement, cpu.server, cpu.generator, writing.errors(), acknowledged.total(), faults);
    }

    /** Fills the stream first, and checks what it has by the way. */
    private Result read(Scenario scenario, String stream) {
        Scenario filling = Scenario.PUT_RECORDS_LARGE;
        Payloads payloads = new Payloads(stream, filling.recordsPerCall(), scenario.dataBytes(), options.text());
        Writing writing = new Writing(payloads);
        while (writing.total() * scenario.dataBytes() < options.fillBytes()) {
            drive(filling.connections(), Duration.ZERO, Duration.ofSeconds(1), writing.newCallers(), new Cpu());
            if (writing.total() == 0) {
                throw new IllegalStateException("the stream cannot be filled: " + writing.errors());
            }
        }
        ShardFingerprints acknowledged = writing.acknowledged();
        List<String> faults =
                new ReadBack(calls, payloads, scenario.dataBytes()).check(stream, acknowledged, writing.inDoubt());
        List<String> shardIds = calls.shardIds(stream);
        Errors errors = writing.errors();
        List<GetLoad> loads = new ArrayList<>();
        Cpu cpu = new Cpu();
        Function<Integer, List<LoadCaller>> readers = count -> {
            GetLoad load = new GetLoad(new HttpRequests(options), scenario.recordsPerCall(), scenario.dataBytes());
            loads.add(load);
            List<LoadCaller> callers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int shard = (i + loads.size() - 1) % shardIds.size();
                callers.add(
                        load.newCaller(calls.horizonIterator(stream, shardIds.get(shard)), acknowledged.count(shard)));
            }
            return callers;
        };
        Measurement measurement = drive(scenario.connections(), options.warmUp(), options.duration(), readers, cpu);
        loads.forEach(load -> errors.addAll(load.errors()));
        return new Result(scenario, measurement, cpu.server, cpu.generator, errors, acknowledged.total(), faults);
    }

    /** Keeps the connections busy for both times and measures the second. */
    private Measurement drive(
            int connections, Duration warmUp, Duration duration, Function<Integer, List<LoadCaller>> callers, Cpu cpu) {
        long from = System.nanoTime() + warmUp.toNanos();
        long to = from + duration.toNanos();
        List<Thread> threads = new ArrayList<>();
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            Measurement measurement = new Measurement(from, to);
            int share = connections / options.threads() + (i < connections % options.threads() ? 1 : 0);
            measurements.add(measurement);
            threads.add(new Thread(new LoadLoop(server, callers.apply(share), measurement), "load-" + i));
        }
        threads.forEach(Thread::start);
        sleepUntil(from);
        cpu.begin();
        sleepUntil(to);
        cpu.end();
        threads.forEach(LoadScenarios::join);
        Measurement all = new Measurement(from, to);
        measurements.forEach(all::addAll);
        return all;
    }

    private static void sleepUntil(long nanoTime) {
        for (long rest = nanoTime - System.nanoTime(); rest > 0; rest = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** CPU time during the measurement. */
    private final class Cpu {
        private Duration server = Duration.ZERO;
        private Duration generator = Duration.ZERO;

        void begin() {
            server = cpuTime.ofServer().negated();
            generator = cpuTime.ofGenerator().negated();
        }

        void end() {
            server = server.plus(cpuTime.ofServer());
            generator = generator.plus(cpuTime.ofGenerator());
        }
    }

    /** The writers of all threads, one {@link PutLoad} for each. */
    private final class Writing {
        private final Payloads payloads;
        private final List<PutLoad> loads = new ArrayList<>();

        Writing(Payloads payloads) {
            this.payloads = payloads;
        }

        Function<Integer, List<LoadCaller>> newCallers() {
            return count -> {
                PutLoad load = new PutLoad(new HttpRequests(options), payloads, options.shards());
                loads.add(load);
                List<LoadCaller> callers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    callers.add(load.newCaller());
                }
                return callers;
            };
        }

        long total() {
            return loads.stream().mapToLong(load -> load.acknowledged().total()).sum();
        }

        long inDoubt() {
            return loads.stream().mapToLong(PutLoad::inDoubt).sum();
        }

        ShardFingerprints acknowledged() {
            ShardFingerprints all = new ShardFingerprints(options.shards());
            loads.forEach(load -> all.addAll(load.acknowledged()));
            return all;
        }

        Errors errors() {
            Errors all = new Errors();
            loads.forEach(load -> all.addAll(load.errors()));
            return all;
        }
    }
}
