package dev.millrace.cassandra.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The schema files of one folder of the class path, in order; in a directory, a jar or a jar inside of a jar alike. */
final class SchemaFolder {

    private SchemaFolder() {}

    static List<SchemaFile> read(ClassLoader loader, String folder) {
        List<SchemaFile> files = names(loader, folder).stream()
                .filter(name -> name.endsWith(".cql"))
                .map(name -> SchemaFile.read(loader, folder, name))
                .sorted(Comparator.comparingInt(SchemaFile::version))
                .toList();
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).version() != i + 1) {
                throw new IllegalStateException("The schema files of " + folder + " are not numbered 1, 2, 3 …: "
                        + files.get(i).name());
            }
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("No schema files in " + folder);
        }
        return files;
    }

    private static List<String> names(ClassLoader loader, String folder) {
        URL url = loader.getResource(folder);
        if (url == null) {
            throw new IllegalStateException("The schema folder " + folder + " is not on the class path");
        }
        try {
            URLConnection connection = url.openConnection();
            return connection instanceof JarURLConnection jar ? namesInJar(jar, folder) : namesInDirectory(url);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the schema folder " + folder, e);
        }
    }

    private static List<String> namesInJar(JarURLConnection jar, String folder) throws IOException {
        String prefix = folder + "/";
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .toList();
    }

    private static List<String> namesInDirectory(URL url) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
