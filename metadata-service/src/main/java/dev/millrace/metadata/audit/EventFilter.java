package dev.millrace.metadata.audit;

import java.util.Optional;
import java.util.UUID;

/** What is looked for: whatever is given must fit. */
public record EventFilter(
        Optional<UUID> id,
        Optional<String> name,
        Optional<Boolean> readOnly,
        Optional<String> userName,
        Optional<String> resourceType,
        Optional<String> resourceName,
        Optional<String> source,
        Optional<String> accessKeyId) {
    boolean fits(LoggedEvent event) {
        return fits(id, event.id())
                && fits(name, event.name())
                && fits(readOnly, event.readOnly())
                && fits(userName, event.userName())
                && fits(source, event.source())
                && fits(accessKeyId, event.accessKeyId())
                && resourceType
                        .map(type -> event.resources().stream()
                                .anyMatch(resource -> resource.type().equals(type)))
                        .orElse(true)
                && resourceName
                        .map(asked -> event.resources().stream().anyMatch(resource -> resource.isNamed(asked)))
                        .orElse(true);
    }

    private static <T> boolean fits(Optional<T> asked, T value) {
        return asked.map(value::equals).orElse(true);
    }
}
