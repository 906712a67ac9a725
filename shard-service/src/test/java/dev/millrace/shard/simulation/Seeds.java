package dev.millrace.shard.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * Runs a simulation through many seeds: {@code -Dname.seeds=N} says how many, {@code -Dname.seed=N} runs one alone and prints what
 * happened in it.
 */
public final class Seeds {
    private final String name;
    private final int traceShown;
    private final LongUnaryOperator run;
    private final LongFunction<List<String>> trace;

    /**
     * @param traceShown how many of the last steps are shown of a seed that has failed
     * @param run runs one seed, and says how many records were read
     * @param trace runs it again, and says step by step what happened
     */
    public Seeds(String name, int traceShown, LongUnaryOperator run, LongFunction<List<String>> trace) {
        this.name = name;
        this.traceShown = traceShown;
        this.run = run;
        this.trace = trace;
    }

    /**
     * Runs all seeds, or the one that is asked for.
     *
     * @param seeds how many, unless it is said otherwise
     * @return how many records were read in all of them
     * @throws AssertionError with what led to it, when a rule was broken
     */
    public long run(int seeds) {
        Long single = Long.getLong(name + ".seed");
        if (single != null) {
            trace.apply(single).forEach(System.out::println);
            return runOne(single);
        }
        return LongStream.range(0, Integer.getInteger(name + ".seeds", seeds))
                .parallel()
                .map(this::runOne)
                .sum();
    }

    private long runOne(long seed) {
        try {
            return run.applyAsLong(seed);
        } catch (Violation violation) {
            throw new AssertionError(describe(seed, violation), violation);
        }
    }

    private String describe(long seed, Violation violation) {
        List<String> steps = trace.apply(seed);
        return "seed %d: %s%nagain with -D%s.seed=%d; what led to it:%n%s"
                .formatted(
                        seed,
                        violation.getMessage(),
                        name,
                        seed,
                        String.join(
                                System.lineSeparator(),
                                steps.subList(Math.max(0, steps.size() - traceShown), steps.size())));
    }

    /** What any of the first so many seeds finds to be broken. */
    public static Optional<Violation> anyViolation(int seeds, LongConsumer run) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> violationOf(seed, run))
                .flatMap(Optional::stream)
                .findAny();
    }

    private static Optional<Violation> violationOf(long seed, LongConsumer run) {
        try {
            run.accept(seed);
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }
}
