package dev.millrace.local;

import dev.millrace.masterkey.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credentials that may do everything. Kept, when generated, in the form that every AWS tool reads through
 * {@code AWS_SHARED_CREDENTIALS_FILE}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared credentials file</a>
 */
record RootCredentials(String accessKeyId, String secretAccessKey) {
    private static final Pattern ACCESS_KEY_ID = line("aws_access_key_id");
    private static final Pattern SECRET_ACCESS_KEY = line("aws_secret_access_key");
    private static final String KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static RootCredentials generate() {
        return new RootCredentials("MILL" + RandomText.of(KEY_ALPHABET, 16), RandomText.of(SECRET_ALPHABET, 40));
    }

    /** Those of the file, which is written at the first call. */
    static RootCredentials fromFile(Path file) {
        if (!Files.exists(file)) {
            SecretFile.write(file, generate().fileText());
        }
        return parse(file);
    }

    private static RootCredentials parse(Path file) {
        try {
            String text = Files.readString(file);
            Optional<String> id = value(ACCESS_KEY_ID, text);
            Optional<String> secret = value(SECRET_ACCESS_KEY, text);
            if (id.isEmpty() || secret.isEmpty()) {
                throw new LocalStackException(
                        file + " is not an AWS credentials file; delete it to have a new one made");
            }
            return new RootCredentials(id.get(), secret.get());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private String fileText() {
        return "# Root credentials of this Millrace. Delete the file to have new ones made at the next start.\n"
                + "[default]\naws_access_key_id = " + accessKeyId + "\naws_secret_access_key = " + secretAccessKey
                + "\n";
    }

    private static Optional<String> value(Pattern line, String text) {
        Matcher matcher = line.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Pattern line(String name) {
        return Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*(\\S+)\\s*$");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RootCredentials[accessKeyId=" + accessKeyId + "]";
    }
}
