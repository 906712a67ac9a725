package dev.millrace.gateway.audit.sink;

/**
 * Room for one event in every queue.
 *
 * @param bytes 0 where calls are not held up by events
 */
public record Reservation(long bytes) {
    static final Reservation NONE = new Reservation(0);

    /** For an event that holds up no call. */
    public static Reservation none() {
        return NONE;
    }
}
