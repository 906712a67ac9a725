package dev.millrace.block;

/** Bytes that are not a block, or not a run of entries. The text never quotes them. */
public final class MalformedBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBlockException(String message) {
        super(message);
    }
}
