package dev.millrace.stream;

import java.util.regex.Pattern;

/**
 * The name of a stream: 1 to 128 characters of {@code [a-zA-Z0-9_.-]}, unique in an account and region.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public record StreamName(String value) implements Comparable<StreamName> {
    public static final int MAX_LENGTH = 128;
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_.-]{1," + MAX_LENGTH + "}");

    /** @throws IllegalArgumentException if the value is not a legal stream name */
    public StreamName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("not a stream name");
        }
    }

    public static boolean isLegal(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(StreamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
