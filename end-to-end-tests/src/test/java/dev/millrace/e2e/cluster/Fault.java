package dev.millrace.e2e.cluster;

import dev.millrace.e2e.cluster.Member.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that goes wrong with one member.
 *
 * @param lasts until it is put right
 */
record Fault(Sort sort, Member victim, Duration lasts) {
    /** Enough to live with, and a tenth of the disk. */
    private static final int LITTLE_MEBIBYTES = 150;

    private static final Duration LATENCY = Duration.ofMillis(500);
    /** Less than iterators and signatures live, so that nothing but the clock is wrong. */
    private static final Duration CLOCK_SHIFT = Duration.ofMinutes(3);

    /** What can go wrong. */
    enum Sort {
        /** {@code kill -9}, and started again. */
        KILL,
        /** {@code kill -STOP}, and resumed. */
        PAUSE,
        /** Ended in its own way, and started again. */
        STOP,
        /** Nobody reaches it, and it reaches nobody. */
        PARTITION,
        /** Half a second to it and from it. */
        LATENCY,
        /** Its clock is set forward, and right again. */
        CLOCK_FORWARD,
        /** Its clock is set back, and right again. */
        CLOCK_BACK,
        /** Each of its kind is ended in its own way and started again, one after the other. */
        ROLLING_RESTART,
        /** Little is left of its disk, so that records are refused until somebody makes room. */
        FILLING_DISK,
        /** Nothing is left of its disk: records are refused, or it ends, and is started again once somebody has made room. */
        FULL_DISK;

        private boolean befalls(Kind kind) {
            return switch (this) {
                case CLOCK_FORWARD, CLOCK_BACK -> kind != Kind.CASSANDRA;
                case FILLING_DISK, FULL_DISK -> kind == Kind.CASSANDRA;
                default -> true;
            };
        }

        boolean isOfDisks() {
            return this == FILLING_DISK || this == FULL_DISK;
        }

        boolean befalls(Member member) {
            return !isOfDisks() || member.disk().isPresent();
        }
    }

    /** By which faults are counted. */
    String label() {
        return sort + " " + victim.kind();
    }

    void begin(Cluster cluster) {
        switch (sort) {
            case KILL -> victim.kill();
            case PAUSE -> victim.pause();
            case STOP -> victim.stop();
            case PARTITION -> cluster.network().cutOff(victim);
            case LATENCY -> cluster.network().slowDown(victim, LATENCY);
            case CLOCK_FORWARD -> victim.shiftClock(CLOCK_SHIFT);
            case CLOCK_BACK -> victim.shiftClock(CLOCK_SHIFT.negated());
            case ROLLING_RESTART -> cluster.members(victim.kind()).forEach(Fault::restart);
            case FILLING_DISK -> victim.disk().orElseThrow().fill(LITTLE_MEBIBYTES);
            case FULL_DISK -> victim.disk().orElseThrow().fill();
        }
    }

    void end(Cluster cluster) {
        switch (sort) {
            case KILL, STOP -> {
                victim.start();
                victim.awaitReady();
            }
            case PAUSE -> victim.resume();
            case PARTITION, LATENCY -> cluster.network().repair(victim);
            case CLOCK_FORWARD, CLOCK_BACK -> victim.shiftClock(Duration.ZERO);
            case ROLLING_RESTART -> {}
            case FILLING_DISK -> victim.disk().orElseThrow().clear();
            case FULL_DISK -> {
                victim.disk().orElseThrow().clear();
                // It may have ended, or end seconds later, or hang if it was started while there was no room.
                victim.kill();
                victim.start();
                victim.awaitReady();
            }
        }
    }

    private static void restart(Member member) {
        member.stop();
        member.start();
        member.awaitReady();
    }

    /**
     * Whether the others go on with all shards while it lasts: not with those of an owner that refuses because of its clock; nor
     * with any while a node that lives says that its disk fills.
     */
    boolean othersTakeOver() {
        return switch (sort) {
            case CLOCK_FORWARD, CLOCK_BACK, FILLING_DISK -> false;
            case FULL_DISK -> !victim.isAlive();
            default -> true;
        };
    }

    /** Every sort with every kind of member. */
    static List<FaultPlan> all() {
        List<FaultPlan> plans = new ArrayList<>();
        for (Sort sort : Sort.values()) {
            for (Kind kind : Kind.values()) {
                if (sort.befalls(kind)) {
                    plans.add(new FaultPlan(sort, kind));
                }
            }
        }
        return plans;
    }

    /** Those of a pattern such as {@code PARTITION}, or {@code PARTITION:SHARD}. */
    static List<FaultPlan> matching(String pattern) {
        List<FaultPlan> matching = all().stream()
                .filter(plan -> pattern.equals(plan.sort().name()) || pattern.equals(plan.sort() + ":" + plan.kind()))
                .toList();
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("There is no fault " + pattern);
        }
        return matching;
    }

    /** A fault of a member that is still to be chosen. */
    record FaultPlan(Sort sort, Kind kind) {}
}
