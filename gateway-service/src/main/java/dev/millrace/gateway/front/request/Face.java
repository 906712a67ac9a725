package dev.millrace.gateway.front.request;

import java.util.Locale;

/** Through which of the gateway's faces a call came. */
public enum Face {
    AWS,
    REST;

    /** In lower case, as metrics have it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
