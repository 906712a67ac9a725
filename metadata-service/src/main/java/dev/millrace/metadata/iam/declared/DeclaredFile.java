package dev.millrace.metadata.iam.declared;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads declarations from YAML, in which every value is a text: an account's digits and a policy's version stay what they are. */
final class DeclaredFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DeclaredFile() {}

    /**
     * What a file declares.
     *
     * @throws IllegalStateException with the place and the reason, if it is malformed
     */
    static DeclaredIdentities read(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            Object content = yaml().load(text);
            if (content == null) {
                return new DeclaredIdentities(null);
            }
            return MAPPER.convertValue(content, DeclaredIdentities.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the identities of " + file, e);
        } catch (YAMLException | JacksonException e) {
            throw new IllegalStateException("The identities of " + file + " are malformed: " + e.getMessage(), e);
        }
    }

    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new Texts());
    }

    private static final class Texts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
        }
    }
}
