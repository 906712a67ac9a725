package dev.millrace.gateway.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which calls leave an event behind, and where events go.
 *
 * @param dataEvents {@code none}, {@code all}, or ARNs of streams, in which {@code *} stands for any text
 * @param whenFull what becomes of calls when events cannot be taken
 * @param store whether they go to the metadata service, which answers look-ups
 * @param stream the name of a stream of our own that they go to as well
 * @param testing what only tests change
 */
@ConfigurationProperties("millrace.audit")
public record AuditSettings(
        List<String> dataEvents,
        WhenFull whenFull,
        Files file,
        boolean store,
        @Nullable String stream,
        @DefaultValue Testing testing) {
    public AuditSettings {
        dataEvents = List.copyOf(dataEvents);
        stream = stream == null || stream.isBlank() ? null : stream.strip();
        if (dataEvents.isEmpty()) {
            throw new IllegalArgumentException("millrace.audit.data-events (MILLRACE_AUDIT_DATA_EVENTS) must be set");
        }
    }

    /** The stream that events go to, if there is one. */
    public Optional<String> streamName() {
        return Optional.ofNullable(stream);
    }

    /** @param queue what events may take that wait for one place */
    public record Testing(@DefaultValue("16MB") DataSize queue) {}

    public enum WhenFull {
        /** Calls go on without an event, and are counted. */
        DROP,
        /** Calls that could not be recorded are not performed. */
        REFUSE
    }

    /**
     * Files of lines of JSON, the last of which grows until it is large or old.
     *
     * @param directory of them; none: no files
     * @param most how many are kept
     */
    public record Files(@Nullable Path directory, int most) {
        public Files {
            directory = directory == null || directory.toString().isEmpty() ? null : directory;
            if (most < 1) {
                throw new IllegalArgumentException("millrace.audit.file.most (MILLRACE_AUDIT_FILES) must be positive");
            }
        }

        /** Where the files are, if there are any. */
        public Optional<Path> place() {
            return Optional.ofNullable(directory);
        }
    }
}
