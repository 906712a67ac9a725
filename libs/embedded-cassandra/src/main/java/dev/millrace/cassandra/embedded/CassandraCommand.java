package dev.millrace.cassandra.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of Cassandra's process. */
final class CassandraCommand {

    /** JDK packages that Cassandra 5.0 reaches into on Java 17, from its own {@code jvm17-server.options}. */
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.attach/sun.tools.attach");

    private static final Path SHELL = Path.of("/bin/sh");

    private static final List<String> OPENS = List.of(
            "java.base/java.lang.module",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/java.lang.reflect",
            "java.base/java.lang",
            "java.base/java.util",
            "jdk.management/com.sun.management.internal",
            "jdk.compiler/com.sun.tools.javac");

    private final EmbeddedCassandraSettings settings;
    private final ConfigurationFiles configuration;
    private final Path javaHome;

    CassandraCommand(EmbeddedCassandraSettings settings, ConfigurationFiles configuration, Path javaHome) {
        this.settings = settings;
        this.configuration = configuration;
        this.javaHome = javaHome;
    }

    List<String> line() {
        List<String> line = new ArrayList<>(readableByNobodyElse());
        line.add(javaHome.resolve("bin").resolve("java").toString());
        addMemory(line);
        addModuleAccess(line);
        addCassandra(line);
        line.add("-cp");
        line.add(settings.libraries() + File.separator + "*" + File.pathSeparator + ownClasses());
        line.add(CassandraChild.class.getName());
        line.add(lockFile().toString());
        return line;
    }

    /** Cassandra gives its files whatever permissions its process has by default. */
    private static List<String> readableByNobodyElse() {
        return Files.isExecutable(SHELL)
                ? List.of(SHELL.toString(), "-c", "umask 077 && exec \"$0\" \"$@\"")
                : List.of();
    }

    private void addMemory(List<String> line) {
        line.add("-Xms" + settings.heapMebibytes() + "m");
        line.add("-Xmx" + settings.heapMebibytes() + "m");
        line.add("-Xss256k");
        line.add("-XX:MaxDirectMemorySize=" + new MemorySizes(settings.heapMebibytes()).direct() + "m");
        line.add("-XX:+UseG1GC");
        line.add("-XX:MaxGCPauseMillis=100");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-XX:+PerfDisableSharedMem");
        if (!settings.lasting() || settings.ring() != null) {
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(ClassArchive.options());
        line.add("-javaagent:" + CassandraLibraries.memoryMeter(settings.libraries()));
    }

    private static void addModuleAccess(List<String> line) {
        for (String exported : EXPORTS) {
            line.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        for (String opened : OPENS) {
            line.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        line.add("-Djdk.attach.allowAttachSelf=true");
        line.add("-Dio.netty.tryReflectionSetAccessible=true");
    }

    private void addCassandra(List<String> line) {
        line.add("-Dcassandra.config=" + configuration.yaml().toUri());
        line.add("-Dlogback.configurationFile=" + configuration.logback().toUri());
        line.add("-Dcassandra.storagedir=" + settings.directory());
        line.add("-Dcassandra.logdir=" + configuration.logs());
        // A node alone has nobody to wait for. In a test's cluster all nodes are there, or are known to be down.
        line.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        line.add("-Dcassandra.ring_delay_ms=100");
        line.add("-Dcassandra.load_ring_state=" + (settings.ring() != null));
        if (settings.ring() != null && settings.ring().tellsOfDisk()) {
            line.add("-Dcassandra.disk_usage.monitor_interval_ms=2000");
        }
        line.add("-Dcassandra.dob_max_recycle_bytes=" + MemorySizes.keptBufferBytes());
        line.add("-Djava.awt.headless=true");
        if (!settings.lasting()) {
            line.add("-Dcassandra.test.flush_local_schema_changes=false");
        }
    }

    private Path lockFile() {
        return settings.directory().resolve("lock");
    }

    private static Path ownClasses() {
        try {
            return Path.of(CassandraChild.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of embedded-cassandra have to be in a plain jar or folder", e);
        }
    }
}
