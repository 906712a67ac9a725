package dev.millrace.block;

/** A sealed block that was changed, lies where it was not written, or was sealed with another key. */
public final class UnopenableBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnopenableBlockException() {
        super("A sealed block does not open where it lies");
    }
}
