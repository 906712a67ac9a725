package dev.millrace.protocol.message;

import org.jspecify.annotations.Nullable;

/** A request that may say by a token of an earlier answer which stream it is about. */
public interface TokenAddressed {
    /** Null if it names its stream, or none. */
    @Nullable StreamToken streamToken();
}
