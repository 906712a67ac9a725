package dev.millrace.e2e.stack;

import java.time.Duration;

/**
 * How long a test waits for what is promised within a time: for just so long with {@code -Plong}, which is run on a machine
 * at rest. In every build it waits longer, as a slow machine or one with a neighbour makes more of any time, and what does
 * not work does not come by then either.
 */
public final class PromisedTime {
    private static final int SLACK = 5;

    private PromisedTime() {}

    public static Duration of(Duration promised) {
        return Boolean.getBoolean("e2e.long") ? promised : promised.multipliedBy(SLACK);
    }
}
