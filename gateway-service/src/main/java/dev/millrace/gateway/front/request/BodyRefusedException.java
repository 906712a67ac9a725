package dev.millrace.gateway.front.request;

/** A body that is not read to its end. */
public final class BodyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private BodyRefusedException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public static BodyRefusedException tooLarge() {
        return new BodyRefusedException(Reason.TOO_LARGE);
    }

    public static BodyRefusedException tooSlow() {
        return new BodyRefusedException(Reason.TOO_SLOW);
    }

    public static BodyRefusedException noRoom() {
        return new BodyRefusedException(Reason.NO_ROOM);
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        TOO_LARGE,
        TOO_SLOW,
        NO_ROOM
    }
}
