package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Java that Cassandra 5.0 runs on, which is 11 or 17 and nothing newer (its security policy was removed from
 * later JDKs). The services themselves may run on another one.
 */
final class CassandraJava {

    private static final int OLDEST = 11;
    private static final int NEWEST = 17;
    private static final Pattern RELEASE_VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    static final String ADVICE = "Cassandra 5.0 runs on Java 17 (or 11), and none was found. Install one"
            + " (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17)"
            + " or point MILLRACE_CASSANDRA_JAVA_HOME at it. Looked in: ";

    private final Map<String, String> environment;
    private final Path runningHome;
    private final List<Path> installationFolders;

    CassandraJava(Map<String, String> environment, Path runningHome, List<Path> installationFolders) {
        this.environment = environment;
        this.runningHome = runningHome;
        this.installationFolders = installationFolders;
    }

    static CassandraJava ofThisMachine() {
        return new CassandraJava(
                System.getenv(),
                Path.of(System.getProperty("java.home")),
                List.of(Path.of("/usr/lib/jvm"), Path.of("/Library/Java/JavaVirtualMachines")));
    }

    /**
     * The home of a fitting Java.
     *
     * @throws CassandraUnavailableException when there is none, saying what to install
     */
    Path home() {
        List<Path> candidates = candidates();
        return candidates.stream()
                .filter(CassandraJava::fits)
                .findFirst()
                .orElseThrow(() -> new CassandraUnavailableException(ADVICE + candidates));
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        addVariable(candidates, "MILLRACE_CASSANDRA_JAVA_HOME");
        addVariable(candidates, "JAVA_HOME");
        candidates.add(runningHome);
        for (Path folder : installationFolders) {
            addInstallations(candidates, folder);
        }
        macOsJavaHome().ifPresent(candidates::add);
        return candidates;
    }

    private void addVariable(List<Path> candidates, String variable) {
        @Nullable String value = environment.get(variable);
        if (value != null && !value.isBlank()) {
            candidates.add(Path.of(value));
        }
    }

    private static void addInstallations(List<Path> candidates, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*17*")) {
            for (Path entry : entries) {
                Path bundle = entry.resolve("Contents/Home");
                candidates.add(Files.isDirectory(bundle) ? bundle : entry);
            }
        } catch (IOException e) {
            // An unreadable folder holds no Java for us; the other candidates remain.
        }
    }

    private static Optional<Path> macOsJavaHome() {
        Path tool = Path.of("/usr/libexec/java_home");
        if (!Files.isExecutable(tool)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(tool.toString(), "-v", "17")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(Path.of(answer.strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean fits(Path home) {
        return Files.isExecutable(home.resolve("bin/java"))
                && version(home).filter(v -> v == OLDEST || v == NEWEST).isPresent();
    }

    private static Optional<Integer> version(Path home) {
        if (home.equals(Path.of(System.getProperty("java.home")))) {
            return Optional.of(Runtime.version().feature());
        }
        try {
            Matcher version = RELEASE_VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
