package dev.millrace.metadata.iam.declared;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is made at the start if it is not there.
 *
 * @param file of identities, in YAML; none if empty
 * @param accounts beside the one that owns the streams, each of twelve digits
 */
@ConfigurationProperties("millrace.declared")
public record DeclarationSettings(
        @Nullable String file, @DefaultValue List<String> accounts) {
    public DeclarationSettings {
        accounts = List.copyOf(accounts);
    }

    public Optional<Path> identities() {
        return Optional.ofNullable(file).filter(path -> !path.isBlank()).map(Path::of);
    }
}
