package dev.millrace.protocol.message;

import org.jspecify.annotations.Nullable;

/** A request about a consumer, which it names by its ARN or, where it may, by its stream and name. */
public interface ConsumerAddressed {
    @Nullable String consumerArn();

    default @Nullable String streamArn() {
        return null;
    }

    default @Nullable String consumerName() {
        return null;
    }
}
