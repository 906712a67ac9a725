package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of changing how long a stream keeps its records, in hours. */
public final class RetentionErrors {
    private RetentionErrors() {}

    public static KinesisException tooShort(int requested, int minimum) {
        return invalid(
                "Minimum allowed retention period is " + minimum + " hours. " + period(requested) + " is too short.");
    }

    /** Ours, after the one above. */
    public static KinesisException tooLong(int requested, int maximum) {
        return invalid(
                "Maximum allowed retention period is " + maximum + " hours. " + period(requested) + " is too long.");
    }

    /** An increase to less than there is. */
    public static KinesisException notAnIncrease(StreamName stream, int requested, int existing) {
        return invalid(
                period(requested) + " for stream " + stream + " can not be shorter than existing retention period ("
                        + existing + " hours). Use DecreaseRetentionPeriod API.");
    }

    /** A decrease to more than there is. */
    public static KinesisException notADecrease(StreamName stream, int requested, int existing) {
        return invalid(
                period(requested) + " for stream " + stream + " can not be longer than existing retention period ("
                        + existing + " hours). Use IncreaseRetentionPeriod API.");
    }

    private static String period(int requested) {
        return "Requested retention period (" + requested + " hours)";
    }

    private static KinesisException invalid(String message) {
        return new KinesisException(ErrorType.INVALID_ARGUMENT, message);
    }
}
