package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the pages send their readers, there is a class. */
class DocumentedClassesTest {
    private static final Path ROOT = Path.of("..");

    /** Such as {@code shard read/ShardReader}, or without the module. */
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z-]+ )?((?:[a-z][a-z0-9]*/)+[A-Z]\\w+)`");

    @Test
    void eachClassThatAPageNamesByItsFolderLiesThere() throws IOException {
        List<String> sources = sources();

        assertThat(named())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(sources).anyMatch(source -> source.endsWith("/" + name + ".java")));
    }

    private static List<String> named() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                CLASS.matcher(Files.readString(page)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return name.equals("target") || name.equals("data") || name.startsWith(".") && !name.equals("..")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file.toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
