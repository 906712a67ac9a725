package dev.millrace.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code <stream ARN>/consumer/<name>:<creation epoch seconds>}.
 *
 * @param createdSecond tells a consumer from a later one of the same name
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Consumer.html">ConsumerARN</a>
 */
public record ConsumerArn(StreamArn stream, String name, long createdSecond) {
    private static final Pattern FORM = Pattern.compile("(.+)/consumer/([a-zA-Z0-9_.-]{1,128}):(\\d{1,18})");

    public static ConsumerArn of(StreamArn stream, String name, Instant createdAt) {
        return new ConsumerArn(stream, name, createdAt.getEpochSecond());
    }

    /** The parsed ARN, or empty when the text is not a consumer's ARN. */
    public static Optional<ConsumerArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return StreamArn.parse(matcher.group(1))
                .map(stream -> new ConsumerArn(stream, matcher.group(2), Long.parseLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        return stream + "/consumer/" + name + ":" + createdSecond;
    }
}
