package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of {@code docs/rest.md} as a reader would: each does what it says, with the real curl. */
@ExtendWith(SharedStack.class)
class RestDocumentIT {
    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|json)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private static Path directory;

    @Test
    void everyExampleDoesWhatItSays(StackProcess stack) throws Exception {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(10);
        String setUp = examples.get(0).command;
        for (Example example : examples.subList(1, examples.size())) {
            String output = run(setUp + example.command, stack);
            if (!example.output.isEmpty()) {
                assertThat(output.strip()).as(example.command).matches(example.expected());
            }
        }
    }

    private static List<Example> examples() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "rest.md"));
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                examples.add(new Example(block.group(2), ""));
            } else {
                Example last = examples.remove(examples.size() - 1);
                examples.add(new Example(last.command, block.group(2)));
            }
        }
        return examples;
    }

    private static String run(String script, StackProcess stack) throws Exception {
        Path complaints = directory.resolve("stderr");
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectError(complaints.toFile());
        shell.environment().put("MILLRACE", stack.access().endpoint().toString().replaceAll("/$", ""));
        shell.environment().put("AWS_ACCESS_KEY_ID", stack.access().accessKeyId());
        shell.environment().put("AWS_SECRET_ACCESS_KEY", stack.access().secretAccessKey());
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(script)
                .isTrue();
        assertThat(process.exitValue())
                .as("%s%n%s%n%s", script, output, Files.readString(complaints))
                .isZero();
        return output;
    }

    /** @param output with {@code …} for what differs each time; empty if the document shows none */
    private record Example(String command, String output) {
        Pattern expected() {
            String regex = Arrays.stream(output.strip().split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL);
        }
    }
}
