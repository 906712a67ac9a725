package dev.millrace.policy;

/**
 * How much work may be put into deciding: characters compared, and patterns tried. Texts of requests and patterns of policies may
 * both be long, and both come from people who may mean no good. For one thread.
 */
public final class MatchBudget {
    /** About a millisecond. What sane policies need is less than a hundredth of it. */
    private static final int OF_ONE_REQUEST = 500_000;

    /** What trying a pattern costs whatever its length. */
    private static final int PATTERN = 8;

    private long steps;

    public MatchBudget(long steps) {
        this.steps = steps;
    }

    static MatchBudget ofOneRequest() {
        return new MatchBudget(OF_ONE_REQUEST);
    }

    void beginPattern(int length) {
        spend(PATTERN + length);
    }

    void spend(int more) {
        steps -= more;
        if (steps < 0) {
            throw new ExhaustedException();
        }
    }

    /** Whether nothing is left of it. What was decided then is a refusal. */
    public boolean isExhausted() {
        return steps < 0;
    }

    /** Ends an evaluation whose budget is used up. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("too much to compare", null, false, false);
        }
    }
}
