package dev.millrace.gateway.front.transfer;

import java.util.Arrays;

/** What one request or answer takes of a budget, and who holds it. */
public final class BudgetUse {
    private SharedBudget budget;
    private Object[] holders;
    private long bytes;

    public BudgetUse(SharedBudget budget, Object... holders) {
        this.budget = budget;
        this.holders = holders.clone();
    }

    /** Makes all of it count for somebody else as well, if there is as much for that one. */
    public synchronized boolean countFor(Object holder) {
        if (bytes != 0 && !budget.tryAdd(bytes, holder)) {
            return false;
        }
        holders = Arrays.copyOf(holders, holders.length + 1);
        holders[holders.length - 1] = holder;
        return true;
    }

    /** Makes what is taken from now on come out of another budget. To be called before anything is taken. */
    public synchronized void takeFrom(SharedBudget other) {
        budget = other;
    }

    /** Takes more, if there is as much for these holders. */
    public synchronized boolean grow(long more) {
        if (!budget.tryReserve(more, holders)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Gives back a part of what was taken. */
    public synchronized void shrink(long less) {
        long given = Math.min(less, bytes);
        budget.release(given, holders);
        bytes -= given;
    }

    /** Gives everything back. */
    public void release() {
        shrink(Long.MAX_VALUE);
    }
}
