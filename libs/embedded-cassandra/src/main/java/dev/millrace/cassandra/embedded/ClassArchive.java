package dev.millrace.cassandra.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's archive of Cassandra's classes, parsed and verified once instead of at every start: a third of the processor
 * time until CQL answers. The system property {@value #PROPERTY} names the file, {@value #WRITE} asks for it to be
 * written when the process ends in an orderly way. An archive that does not fit the JVM or the jars is ignored by the
 * JVM, so a stale one costs time and nothing else.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class Data Sharing</a>
 */
final class ClassArchive {

    static final String PROPERTY = "millrace.cassandra.class-archive";
    static final String WRITE = "millrace.cassandra.class-archive.write";

    /** Cassandra's agent only measures objects; it changes no class that would be archived. */
    private static final List<String> IN_SPITE_OF_AGENT =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent");

    private ClassArchive() {}

    /** What the command line needs for it; nothing unless the property is set. */
    static List<String> options() {
        @Nullable String named = System.getProperty(PROPERTY);
        if (named == null) {
            return List.of();
        }
        if (Boolean.getBoolean(WRITE)) {
            return with("-XX:ArchiveClassesAtExit=" + named);
        }
        return Files.isReadable(Path.of(named)) ? with("-XX:SharedArchiveFile=" + named) : List.of();
    }

    private static List<String> with(String option) {
        return List.of(
                IN_SPITE_OF_AGENT.get(0), IN_SPITE_OF_AGENT.get(1), option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
