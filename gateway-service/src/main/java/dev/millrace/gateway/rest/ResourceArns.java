package dev.millrace.gateway.rest;

/** The ARNs of what a path names, for operations that take nothing else; whether a name is a name is theirs to check. */
public final class ResourceArns {
    private final String prefix;

    ResourceArns(String region, String account) {
        this.prefix = "arn:aws:kinesis:" + region + ":" + account + ":stream/";
    }

    public String stream(String name) {
        return prefix + name;
    }
}
