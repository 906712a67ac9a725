package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Cassandra's jars are. They never share a class path with ours: its Netty, Guava and Jackson are older.
 *
 * <p>The folder is named by the system property {@value #PROPERTY} (set by the launcher and by the build for its tests);
 * without it, the build's own output is looked for from the working directory upward, which is what an IDE needs.
 */
public final class CassandraLibraries {

    /** System property naming the folder. */
    public static final String PROPERTY = "millrace.cassandra.libraries";

    private static final Path BUILD_OUTPUT = Path.of("libs", "cassandra-distribution", "target", "lib");

    private CassandraLibraries() {}

    /**
     * The folder of the jars.
     *
     * @throws CassandraUnavailableException when there is none, saying how to build it
     */
    public static Path locate() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return requireJars(Path.of(named));
        }
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve(BUILD_OUTPUT);
            if (Files.isDirectory(candidate)) {
                return requireJars(candidate);
            }
            folder = folder.getParent();
        }
        throw missing(BUILD_OUTPUT);
    }

    /** Cassandra measures objects with the jamm agent, which has to be named on the command line. */
    static Path memoryMeter(Path folder) {
        return jars(folder).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> missing(folder));
    }

    private static Path requireJars(Path folder) {
        if (!Files.isDirectory(folder) || jars(folder).isEmpty()) {
            throw missing(folder);
        }
        return folder;
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static CassandraUnavailableException missing(Path folder) {
        return new CassandraUnavailableException("Cassandra's jars are not in " + folder
                + ". Build them: ./mvnw -q package -pl libs/cassandra-distribution");
    }
}
