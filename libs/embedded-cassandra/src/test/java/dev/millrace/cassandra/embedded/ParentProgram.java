package dev.millrace.cassandra.embedded;

import java.nio.file.Path;
import java.time.Duration;

/** A program that starts a Cassandra, prints the process number once it answers, and waits to be killed. */
final class ParentProgram {

    private ParentProgram() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedCassandra cassandra =
                EmbeddedCassandra.start(EmbeddedCassandraSettings.alone(Path.of(arguments[0]), 512));
        cassandra.awaitReady(Duration.ofMinutes(2));
        System.out.println("ready " + cassandra.pid());
        cassandra.onExit().join();
    }
}
