package dev.millrace.shard.simulation;

/** Something that must never happen has happened. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Violation(String what) {
        super(what);
    }
}
