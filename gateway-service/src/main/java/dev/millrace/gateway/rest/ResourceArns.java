package dev.millrace.gateway.rest;

/** The ARNs of what a path names, for operations that take nothing else; whether a name is a name is theirs to check. */
public final class ResourceArns {
    private final String account;
    private final String prefix;

    ResourceArns(String region, String account) {
        this.account = account;
        this.prefix = "arn:aws:kinesis:" + region + ":" + account + ":stream/";
    }

    /** The account that owns everything here. */
    public String account() {
        return account;
    }

    public String stream(String name) {
        return prefix + name;
    }
}
