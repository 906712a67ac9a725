package dev.millrace.metadata.identity.declared;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is made at the start if it is not there.
 *
 * @param file of identities, in YAML; none if empty
 * @param accounts beside the one that owns the streams, each of twelve digits
 */
@ConfigurationProperties("millrace.declared")
public record DeclarationSettings(@Nullable String file, List<String> accounts) {
    public DeclarationSettings(@Nullable String file, @Nullable List<String> accounts) {
        this.file = file;
        this.accounts = accounts == null ? List.of() : List.copyOf(accounts);
    }

    public Optional<Path> identities() {
        return Optional.ofNullable(file).filter(path -> !path.isBlank()).map(Path::of);
    }
}
