package dev.millrace.policy;

/** A text is no policy, or not one for the resource; the message says what is wrong and quotes nothing of it. */
public final class PolicyFormatException extends Exception {
    PolicyFormatException(String message) {
        super(message);
    }
}
