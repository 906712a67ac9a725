package dev.millrace.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code arn:<partition>:kinesis:<region>:<12 digits>:stream/<name>}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescription.html">StreamARN</a>
 */
public record StreamArn(String partition, String region, String accountId, StreamName name) {
    private static final Pattern FORM =
            Pattern.compile("arn:(aws[^:]*):kinesis:([^:]+):(\\d{12}):stream/([a-zA-Z0-9_.-]{1,128})");

    /** The parsed ARN, or empty when the text is not a stream's ARN. */
    public static Optional<StreamArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new StreamArn(matcher.group(1), matcher.group(2), matcher.group(3), new StreamName(matcher.group(4))));
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":kinesis:" + region + ":" + accountId + ":stream/" + name;
    }
}
