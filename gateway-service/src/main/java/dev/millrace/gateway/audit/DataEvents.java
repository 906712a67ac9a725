package dev.millrace.gateway.audit;

import dev.millrace.gateway.audit.event.AuditedResource;
import java.util.List;
import java.util.Optional;
import org.springframework.util.PatternMatchUtils;

/** Which calls that records go through are recorded: none, all, or those of some streams. */
final class DataEvents {
    private static final String NONE = "none";
    private static final String ALL = "all";
    private static final String CONSUMER = "/consumer/";

    private final boolean all;
    private final String[] patterns;

    private DataEvents(boolean all, String... patterns) {
        this.all = all;
        this.patterns = patterns;
    }

    /** @param setting {@code none}, {@code all}, or ARNs of streams, in which {@code *} stands for any text */
    static DataEvents of(List<String> setting) {
        if (setting.equals(List.of(NONE)) || setting.equals(List.of(ALL))) {
            return new DataEvents(setting.contains(ALL));
        }
        setting.stream().filter(text -> !text.startsWith("arn:")).findFirst().ifPresent(text -> {
            throw new IllegalArgumentException("millrace.audit.data-events (MILLRACE_AUDIT_DATA_EVENTS) is none, all or"
                    + " ARNs of streams, and not " + text);
        });
        return new DataEvents(false, setting.toArray(String[]::new));
    }

    /** Whether any are recorded. */
    boolean any() {
        return all || patterns.length > 0;
    }

    /** Whether those about something are; a call that does not come to be about anything counts where all do. */
    boolean includes(Optional<AuditedResource> resource) {
        return all
                || resource.map(AuditedResource::name)
                        .map(DataEvents::stream)
                        .filter(stream -> PatternMatchUtils.simpleMatch(patterns, stream))
                        .isPresent();
    }

    /** The ARN of a consumer begins with that of its stream. */
    private static String stream(String arn) {
        int consumer = arn.indexOf(CONSUMER);
        return consumer < 0 ? arn : arn.substring(0, consumer);
    }
}
