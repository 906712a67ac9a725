package dev.millrace.protocol.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that sets tags, or may: conditions of policies ask for them. */
public interface TagSetting {
    @Nullable Map<String, String> tags();
}
