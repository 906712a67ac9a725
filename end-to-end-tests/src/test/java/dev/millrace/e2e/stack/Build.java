package dev.millrace.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put what these tests run. */
public final class Build {
    private Build() {}

    /** The repository's top folder. */
    public static Path root() {
        return Path.of(System.getProperty(
                "e2e.root", Path.of("").toAbsolutePath().getParent().toString()));
    }

    /** A folder of this module that a stack may fill; emptied. */
    public static Path freshDirectory(String name) {
        Path directory = Path.of(System.getProperty("e2e.directory", "target/stacks"))
                .toAbsolutePath()
                .resolve(name);
        try {
            delete(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service's jar that runs on its own. */
    public static Path executableJar(String service) {
        try (Stream<Path> files = Files.list(root().resolve(service).resolve("target"))) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-exec.jar")).toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("one executable jar of " + service + " is needed, found " + jars
                        + "; run this through ./mvnw verify -pl end-to-end-tests -am");
            }
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    public static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
