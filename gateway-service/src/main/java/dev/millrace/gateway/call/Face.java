package dev.millrace.gateway.call;

import java.util.Locale;

/** Through which of the gateway's faces a call came. */
public enum Face {
    AWS,
    REST;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
