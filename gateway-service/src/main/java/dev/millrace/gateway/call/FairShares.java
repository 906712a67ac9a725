package dev.millrace.gateway.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A rate that several callers share: whoever asks for less than an equal part gets what it asks for, and what is left is for the
 * others, in equal parts. So nobody takes another's part by asking more often, and nothing is lost while others ask for little.
 *
 * <p>Counted in seconds: what was asked for in one says how much each may have in the next. Whoever comes new may have an equal
 * part at once, so that a second with more callers than the last lets a little more through than the rate. Not thread-safe:
 * callers take turns.
 */
final class FairShares {
    private static final long SECOND = 1_000_000_000L;

    private final int rate;
    private long secondBegan;
    private int granted;
    private int most;
    private Map<String, Integer> asked = new HashMap<>();
    private Map<String, Integer> got = new HashMap<>();

    /** @param rate of all callers together, in a second */
    FairShares(int rate, long now) {
        this.rate = rate;
        this.most = rate;
        this.secondBegan = now;
    }

    /** Whether a caller may go on; a refusal takes nothing from anybody. */
    boolean tryTake(String caller, long now) {
        turn(now);
        asked.merge(caller, 1, Integer::sum);
        int taken = got.getOrDefault(caller, 0);
        boolean ownPart = taken < Math.max(1, rate / asked.size());
        if (taken >= most || granted >= rate && !ownPart) {
            return false;
        }
        got.put(caller, taken + 1);
        granted++;
        return true;
    }

    private void turn(long now) {
        long passed = now - secondBegan;
        if (passed < SECOND) {
            return;
        }
        most = passed < 2 * SECOND ? level(asked.values()) : rate;
        secondBegan = now - passed % SECOND;
        granted = 0;
        asked = new HashMap<>();
        got = new HashMap<>();
    }

    /** The most that each may have so that all together, those who ask for less among them, get no more than the rate. */
    private int level(Collection<Integer> demands) {
        int[] ascending = demands.stream().mapToInt(Integer::intValue).sorted().toArray();
        int left = rate;
        for (int i = 0; i < ascending.length; i++) {
            int part = left / (ascending.length - i);
            if (ascending[i] > part) {
                return Math.max(1, part);
            }
            left -= ascending[i];
        }
        return rate;
    }
}
