package dev.millrace.e2e;

import dev.millrace.internal.metadata.v1.StreamCatalogGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that internal services offer each other, found by what was generated for it, so that none can be forgotten. */
final class InternalMethods {
    private static final String GENERATED = "Grpc.class";

    private InternalMethods() {}

    /** Their full names. */
    static Set<String> all() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path code = Path.of(StreamCatalogGrpc.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(code)) {
            return below(code);
        }
        try (FileSystem jar = FileSystems.newFileSystem(code)) {
            return below(jar.getPath("/"));
        }
    }

    private static Set<String> below(Path root) throws IOException, ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(GENERATED)).toList()) {
                String path = root.relativize(file).toString();
                String type =
                        path.substring(0, path.length() - ".class".length()).replace('/', '.');
                ServiceDescriptor service = (ServiceDescriptor)
                        Class.forName(type).getMethod("getServiceDescriptor").invoke(null);
                service.getMethods().stream()
                        .map(MethodDescriptor::getFullMethodName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
