package dev.millrace.protocol.message;

/** A request about a stream or a consumer, which it names by its ARN. */
public interface ResourceAddressed {
    String resourceArn();
}
