package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Gives a service that runs in a process of its own a wall clock that a test can set, without a setting that production would
 * have too: as an agent, it has Millrace's classes and the driver's ask {@link ShiftedClock}.
 */
public final class ClockAgent {
    private static final List<String> CHANGED = List.of("dev/millrace/", "com/datastax/oss/driver/internal/core/time/");
    private static final List<String> CLASSES =
            List.of("ClockAgent", "ClockAgent$Transformer", "ClockCalls", "ShiftedClock", "ShiftedClock$Shifted");

    private ClockAgent() {}

    /** Called by the JVM. */
    public static void premain(String file, Instrumentation instrumentation) {
        ShiftedClock.follow(Path.of(file));
        instrumentation.addTransformer(new Transformer());
    }

    /** Packs the agent. */
    static Path jar(Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ClockAgent.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : CLASSES) {
                String path = ClockAgent.class.getPackageName().replace('.', '/') + "/" + name + ".class";
                entries.putNextEntry(new JarEntry(path));
                entries.write(ClassLoader.getSystemResourceAsStream(path).readAllBytes());
                entries.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Transformer implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            return CHANGED.stream().anyMatch(name::startsWith) && !name.contains("/ShiftedClock")
                    ? ClockCalls.redirect(classFile)
                    : null;
        }
    }
}
